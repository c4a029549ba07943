-- Stands before every script.
-- KEYS: see RedisKeys; the last two are prefixes of per-job and per-worker keys in the same slot.
-- ARGV[1]: now in ms for tests, 0 for the server's clock.
-- Rules: check before write; the first write of every script but enqueue is a DEL or ZREM, because
-- Redis refuses a script for want of memory at its first write only if that write may grow.
local READY, DELAYED, LEASE, DEAD, DONE = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local FENCE, PROBE, INBOX, STAGED = KEYS[6], KEYS[7], KEYS[8], KEYS[9]
local SEQUENCE, ORPHANS, JOB, CLAIM = KEYS[10], KEYS[11], KEYS[12], KEYS[13]
local BAND = 1e14 -- of scores for one priority; ten of them stay below 2^53
local DAY = 86400000

local micros
if ARGV[1] == '0' then
  local t = redis.call('TIME')
  micros = t[1] * 1000000 + t[2]
else
  micros = tonumber(ARGV[1]) * 1000
end
local now = math.floor(micros / 1000)

local function whole(number) return string.format('%.0f', number) end
local function job(id) return JOB .. id end
local function number(id, field) return tonumber(redis.call('HGET', job(id), field) or '0') or 0 end

-- Every way to ready leads through the door, so that every way wakes a waiting worker.
local function to_door(id)
  redis.call('HSET', job(id), 'state', 'inbox', 'since', whole(now))
  redis.call('HDEL', job(id), 'fence', 'worker', 'lease')
  redis.call('LPUSH', INBOX, id)
end

local function kill(id, why)
  redis.call('HSET', job(id), 'state', 'dead', 'error', why, 'ended', whole(now))
  redis.call('HDEL', job(id), 'fence', 'worker', 'lease')
  redis.call('ZADD', DEAD, whole(now), id)
end

-- An index entry without a job is dropped and counted: it must not stop the others.
local function exists(id)
  if redis.call('EXISTS', job(id)) == 1 then return true end
  redis.call('INCR', ORPHANS)
  return false
end

local function promote(limit)
  local ids = redis.call('ZRANGEBYSCORE', DELAYED, '-inf', whole(now), 'LIMIT', 0, limit)
  for _, id in ipairs(ids) do
    redis.call('ZREM', DELAYED, id)
    if exists(id) then to_door(id) end
  end
end

-- Takes expired leases back. `silence`: how long nobody touched the queue. A lease that ran out
-- while everybody was away is forgiven, twice per job: the worker may be well.
local function reap(limit, silence)
  local found = redis.call('ZRANGEBYSCORE', LEASE, '-inf', whole(now), 'LIMIT', 0, limit, 'WITHSCORES')
  for i = 1, #found, 2 do
    local id, till = found[i], tonumber(found[i + 1])
    redis.call('ZREM', LEASE, id)
    if exists(id) then
      if till < now - DAY then
        kill(id, 'STALE_REVIEW: its lease ran out more than a day ago')
      elseif silence > number(id, 'lease') and number(id, 'amnesties') < 2 then
        redis.call('HINCRBY', job(id), 'amnesties', 1)
        to_door(id)
      else
        local crashes = redis.call('HINCRBY', job(id), 'crashes', 1)
        if crashes > number(id, 'maxcrashes') then
          kill(id, 'CRASHED: its lease ran out ' .. crashes .. ' times')
        else
          to_door(id)
        end
      end
    end
  end
end

-- Marks the queue as touched; answers for how long it was not.
local function touch()
  local last = tonumber(redis.call('GET', PROBE) or whole(now)) or now
  redis.call('DEL', PROBE)
  redis.call('SET', PROBE, whole(now))
  return now - last
end

-- Promotes and takes back, in bounded steps.
local function upkeep()
  local silence = touch()
  promote(100)
  reap(silence > 1000 and 1000 or 100, silence)
end

-- Milliseconds until a delayed job is due or a lease runs out; -1 when neither exists.
local function next_due()
  local due = -1
  for _, index in ipairs({DELAYED, LEASE}) do
    local first = redis.call('ZRANGE', index, 0, 0, 'WITHSCORES')
    if first[2] then
      local wait = math.max(0, tonumber(first[2]) - now)
      if due < 0 or wait < due then due = wait end
    end
  end
  return due
end

-- Whether the fence still holds the job: OK, STALE or GONE.
local function held(id, fence)
  local found = redis.call('HMGET', job(id), 'state', 'fence')
  if not found[1] then return 'GONE' end
  if found[1] ~= 'active' or found[2] ~= fence then return 'STALE' end
  return 'OK'
end

-- A job as an operator sees it; a job at the door is ready.
local function view(id)
  local f = redis.call('HMGET', job(id), 'owner', 'state', 'attempts', 'failures', 'crashes', 'error', 'payload', 'priority',
    'worker', 'enqueued', 'since', 'ended')
  if not f[2] then return nil end
  if f[2] == 'inbox' then f[2] = 'ready' end
  local at = f[2] == 'ready' and f[11] or f[12]
  if f[2] == 'delayed' then at = redis.call('ZSCORE', DELAYED, id) end
  if f[2] == 'active' then at = redis.call('ZSCORE', LEASE, id) end
  return {id, f[1] or '', f[2], f[3] or '0', f[4] or '0', f[5] or '0', f[6] or '', f[7] or '', f[8] or '1', f[9] or '',
    f[10] or '0', at or '0'}
end
