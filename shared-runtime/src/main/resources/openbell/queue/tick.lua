-- Promotes due jobs, takes back expired leases, forgets what is done: by age, then by number.
-- Runs before depth.lua, in one script; no answer of its own.
-- ARGV: now, keep done ms, most done jobs
local MOST = 5000
local WORKERS = 1000 -- whose last claims are remembered, whatever their age
local probe = call('HGET', QUEUE, 'probe')
call('HDEL', QUEUE, 'probe')
call('HSET', QUEUE, 'probe', NOW)
upkeep(probe)
keep_ends()

-- Who claimed last ten minutes ago will not repeat the claim. Fences are times in microseconds.
if call('HLEN', QUEUE) > WORKERS then
  local fields = call('HGETALL', QUEUE)
  for i = 1, #fields, 2 do
    local fence = string.sub(fields[i], 1, 2) == 'c:' and string.match(fields[i + 1], '^%S+ %S+ (%d+)')
    if fence and tonumber(fence) < micros - 600000000 then call('HDEL', QUEUE, fields[i]) end
  end
end

local function forget(ids)
  for _, id in ipairs(ids) do
    call('ZREM', DONE, id)
    call('DEL', job(id))
  end
  return #ids
end

local room = MOST - forget(call('ZRANGEBYSCORE', DONE, '-inf', whole(now - tonumber(ARGV[2])), 'LIMIT', 0, MOST))
local beyond = math.min(room, call('ZCARD', DONE) - tonumber(ARGV[3]))
if beyond > 0 then forget(call('ZRANGE', DONE, 0, beyond - 1)) end
