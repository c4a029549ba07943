-- Promotes due jobs, takes back expired leases, drops what has been done for long.
-- Runs before depth.lua, in one script; no answer of its own.
-- ARGV: now, keep done ms
upkeep()
-- By age, and by number: done entries are small, but there must be an end to them.
local MOST_DONE = 200000
local old = redis.call('ZRANGEBYSCORE', DONE, '-inf', whole(now - tonumber(ARGV[2])), 'LIMIT', 0, 2000)
if #old == 0 then
  local over = redis.call('ZCARD', DONE) - MOST_DONE
  if over > 0 then old = redis.call('ZRANGE', DONE, 0, math.min(over, 2000) - 1) end
end
for _, id in ipairs(old) do
  redis.call('ZREM', DONE, id)
  redis.call('DEL', job(id))
end
