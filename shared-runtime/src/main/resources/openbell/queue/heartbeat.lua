-- Extends leases and keeps progress.
-- ARGV: now, lease ms, then per job: id, fence, checkpoint (empty: no news)
-- Answers per job: OK, STALE or GONE
local answers = {}
for i = 3, #ARGV, 3 do
  local id = ARGV[i]
  local answer = held(id, ARGV[i + 1])
  if answer == 'OK' then
    redis.call('ZREM', LEASE, id)
    redis.call('ZADD', LEASE, whole(now + tonumber(ARGV[2])), id)
    if ARGV[i + 2] ~= '' then redis.call('HSET', job(id), 'progress', ARGV[i + 2]) end
  end
  answers[#answers + 1] = answer
end
return answers
