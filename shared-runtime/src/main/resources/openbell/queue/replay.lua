-- Gives a dead job new budgets.
-- ARGV: now, id
-- Answers: 1, or 0 when there is no such dead job
local id = ARGV[2]
if redis.call('ZREM', DEAD, id) == 0 then return 0 end
if not exists(id) then return 0 end
redis.call('HSET', job(id), 'failures', '0', 'crashes', '0', 'amnesties', '0')
to_door(id)
return 1
