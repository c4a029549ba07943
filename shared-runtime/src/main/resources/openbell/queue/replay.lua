-- Gives a dead job new budgets and no expiry.
-- ARGV: now, id
-- Answers: 1, or 0 when there is no such dead job
local id = ARGV[2]
if call('ZREM', DEAD, id) == 0 then return 0 end
if call('EXISTS', job(id)) == 0 then
  orphan()
  return 0
end
call('HDEL', job(id), 'failures', 'crashes', 'amnesties', 'expires')
to_door(id)
keep_ends()
return 1
