-- Promotes due jobs, takes back expired leases, passes on what woke somebody who did not claim, forgets what is done: by
-- age, then by number.
-- Runs before depth.lua, in one script; no answer of its own.
-- ARGV: now, keep done ms, most done jobs
local MOST = 5000
local WORKERS = 1000 -- whose last claims are remembered, whatever their age
local marks = call('HMGET', QUEUE, 'probe', 'resting', 'draining')
call('HDEL', QUEUE, 'probe')
call('HSET', QUEUE, 'probe', NOW)
upkeep(marks[1])
-- Whoever is woken and only looks, as a manager of machines does, has what was meant for a worker.
if call('EXISTS', STAGED) == 1 then
  let_in(STAGED, MOST)
  if marks[3] ~= '1' and call('EXISTS', INBOX) == 0 and call('EXISTS', READY) == 1 then call('LPUSH', INBOX, BELL) end
end
keep_ends()

if marks[2] then
  local left = without(marks[2], function(_, heard) return heard < now - DAY end)
  if left == '' then call('HDEL', QUEUE, 'resting') else call('HSET', QUEUE, 'resting', left) end
end

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
