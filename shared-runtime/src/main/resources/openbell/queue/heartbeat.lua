-- Extends leases and keeps progress.
-- ARGV: now, lease ms, then per job: id, fence, checkpoint (empty: no news)
-- Answers per job: OK, STALE or GONE
local till = whole(now + tonumber(ARGV[2]))

local function beat(id, fence, checkpoint)
  local f = call('HMGET', job(id), 'state', 'fence', 'expires')
  if not f[1] then return 'GONE' end
  if f[1] ~= 'active' or f[2] ~= fence then return 'STALE' end
  call('ZREM', LEASE, id)
  if f[3] and tonumber(f[3]) <= now then
    expire(id)
    return 'STALE'
  end
  call('ZADD', LEASE, till, id)
  if checkpoint ~= '' then
    call('HSET', job(id), 'progress', checkpoint)
  end
  return 'OK'
end

local answers = {}
for i = 3, #ARGV, 3 do
  answers[#answers + 1] = beat(ARGV[i], ARGV[i + 1], ARGV[i + 2])
end
return answers
