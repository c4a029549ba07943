-- Removes a job that is not done.
-- ARGV: now, id
-- Answers: 1, or 0 when there is none
local FAR = 1000
local id = ARGV[2]
local state = call('HGET', job(id), 'state')
if not state or state == 'done' then return 0 end
call('DEL', job(id))
for _, index in ipairs({READY, DELAYED, LEASE, DEAD, SINCE}) do call('ZREM', index, id) end
-- Our producers keep the door short. Behind a foreign producer's flood the id stays where it is and
-- is dropped, as an orphan, when it comes to be let in.
for _, list in ipairs({STAGED, INBOX}) do
  if call('LPOS', list, id, 'RANK', -1, 'MAXLEN', FAR) then call('LREM', list, -1, id) end
end
return 1
