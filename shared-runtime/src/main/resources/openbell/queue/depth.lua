-- Counts. Reads only; tick.lua runs the same after its upkeep.
-- ARGV: now
-- Answers: ready, leased, delayed, due delayed, dead, done, age of the oldest ready job in ms,
--   ms until the next delayed job (-1: none), 1 when drained, crashes, amnesties, orphans, machines that rest as
--   resting.lua says

-- 1 when the bell is among what stands at the door; it is always the oldest there.
local function bells()
  if call('LINDEX', STAGED, -1) == BELL or call('LINDEX', INBOX, -1) == BELL then return 1 end
  return 0
end

local oldest, due = earliest(SINCE), earliest(DELAYED)
local queue = call('HMGET', QUEUE, 'draining', 'crashes', 'amnesties', 'orphans', 'resting')
return {
  whole(call('ZCARD', READY) + call('LLEN', INBOX) + call('LLEN', STAGED) - bells()),
  whole(call('ZCARD', LEASE)), whole(call('ZCARD', DELAYED)),
  whole(call('ZCOUNT', DELAYED, '-inf', NOW)), whole(call('ZCARD', DEAD)), whole(call('ZCARD', DONE)),
  whole(now - (oldest or now)), due and whole(math.max(0, due - now)) or '-1',
  queue[1] or '0', queue[2] or '0', queue[3] or '0', queue[4] or '0', queue[5] or ''
}
