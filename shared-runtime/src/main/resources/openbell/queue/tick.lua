-- Promotes due jobs, takes back expired leases, forgets what is done: by age, then by number.
-- Runs before depth.lua, in one script; no answer of its own.
-- ARGV: now, keep done ms, most done jobs
local MOST = 5000
local probe = redis.call('HGET', QUEUE, 'probe')
redis.call('HDEL', QUEUE, 'probe')
redis.call('HSET', QUEUE, 'probe', NOW)
upkeep(probe)
keep_turns()

local function forget(ids)
  for _, id in ipairs(ids) do
    redis.call('ZREM', DONE, id)
    redis.call('DEL', job(id))
  end
  return #ids
end

local room = MOST - forget(redis.call('ZRANGEBYSCORE', DONE, '-inf', whole(now - tonumber(ARGV[2])), 'LIMIT', 0, MOST))
local beyond = math.min(room, redis.call('ZCARD', DONE) - tonumber(ARGV[3]))
if beyond > 0 then forget(redis.call('ZRANGE', DONE, 0, beyond - 1)) end
