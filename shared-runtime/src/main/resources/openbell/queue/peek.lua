-- Jobs in one state, oldest first; ready ones in turn, then those at the door.
-- ARGV: now, state, how many to pass over, limit
-- Answers as find.lua
local from, limit = tonumber(ARGV[3]), tonumber(ARGV[4])
local index = ({ready = READY, delayed = DELAYED, active = LEASE, done = DONE, dead = DEAD})[ARGV[2]]
local ids = call('ZRANGE', index, from, from + limit - 1)
if index == READY then
  local over = math.max(0, from - call('ZCARD', READY))
  for _, list in ipairs({STAGED, INBOX}) do
    local bell = call('LINDEX', list, -1) == BELL and 1 or 0
    if #ids < limit then
      local found = call('LRANGE', list, -(over + bell + limit - #ids), -(over + bell + 1))
      for i = #found, 1, -1 do ids[#ids + 1] = found[i] end
    end
    over = math.max(0, over - call('LLEN', list) + bell)
  end
end
local answers = {}
for _, id in ipairs(ids) do answers[#answers + 1] = view(id) end
return answers
