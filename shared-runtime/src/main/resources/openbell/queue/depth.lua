-- Counts. Reads only; tick.lua runs the same after its upkeep.
-- ARGV: now
-- Answers: ready, leased, delayed, due delayed, dead, done, age of the oldest ready job in ms,
--   ms until the next delayed job (-1: none), 1 when drained, crashes, amnesties, orphans
local oldest, due = earliest(SINCE), earliest(DELAYED)
local queue = redis.call('HMGET', QUEUE, 'draining', 'crashes', 'amnesties', 'orphans')
return {
  whole(redis.call('ZCARD', READY) + redis.call('LLEN', INBOX) + redis.call('LLEN', STAGED) - bells()),
  whole(redis.call('ZCARD', LEASE)), whole(redis.call('ZCARD', DELAYED)),
  whole(redis.call('ZCOUNT', DELAYED, '-inf', NOW)), whole(redis.call('ZCARD', DEAD)), whole(redis.call('ZCARD', DONE)),
  whole(now - (oldest or now)), due and whole(math.max(0, due - now)) or '-1',
  queue[1] or '0', queue[2] or '0', queue[3] or '0', queue[4] or '0'
}
