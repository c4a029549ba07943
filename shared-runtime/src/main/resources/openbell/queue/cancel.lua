-- Removes a job that is not done.
-- ARGV: now, id
-- Answers: 1, or 0 when there is none
local id = ARGV[2]
local state = redis.call('HGET', job(id), 'state')
if not state or state == 'done' then return 0 end
redis.call('DEL', job(id))
for _, index in ipairs({READY, DELAYED, LEASE, DEAD}) do redis.call('ZREM', index, id) end
redis.call('LREM', STAGED, 0, id)
redis.call('LREM', INBOX, 0, id)
return 1
