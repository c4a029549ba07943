-- Jobs in one state, oldest first.
-- ARGV: now, state, limit
-- Answers as find.lua
local limit = tonumber(ARGV[3])
local index = ({ready = READY, delayed = DELAYED, active = LEASE, done = DONE, dead = DEAD})[ARGV[2]]
local answers = {}
local function add(id)
  if #answers < limit then answers[#answers + 1] = view(id) end
end
for _, id in ipairs(redis.call('ZRANGE', index, 0, limit - 1)) do add(id) end
if index == READY then
  for _, list in ipairs({STAGED, INBOX}) do
    local ids = redis.call('LRANGE', list, -limit, -1)
    for i = #ids, 1, -1 do add(ids[i]) end
  end
end
return answers
