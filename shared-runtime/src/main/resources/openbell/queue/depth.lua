-- Counts. Reads only; tick.lua runs the same after its upkeep.
-- ARGV: now
-- Answers: ready, leased, delayed, due delayed, dead, age of the oldest ready job in ms,
--   ms until the next delayed job (-1: none), done
local oldest = now
local function consider(id)
  if not id then return end
  local since = tonumber(redis.call('HGET', job(id), 'since') or '')
  if since and since < oldest then oldest = since end
end
for priority = 0, 9 do
  local first = redis.call('ZRANGEBYSCORE', READY, whole(priority * BAND), '(' .. whole((priority + 1) * BAND), 'LIMIT', 0, 1)
  consider(first[1])
end
consider(redis.call('LINDEX', STAGED, -1))
consider(redis.call('LINDEX', INBOX, -1))
local due = redis.call('ZRANGE', DELAYED, 0, 0, 'WITHSCORES')
return {
  whole(redis.call('ZCARD', READY) + redis.call('LLEN', INBOX) + redis.call('LLEN', STAGED)),
  whole(redis.call('ZCARD', LEASE)), whole(redis.call('ZCARD', DELAYED)),
  whole(redis.call('ZCOUNT', DELAYED, '-inf', whole(now))), whole(redis.call('ZCARD', DEAD)),
  whole(now - oldest), due[2] and whole(math.max(0, tonumber(due[2]) - now)) or '-1', whole(redis.call('ZCARD', DONE))
}
