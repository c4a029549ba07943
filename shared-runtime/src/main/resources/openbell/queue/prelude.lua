-- Stands before every script.
-- KEYS: see RedisKeys; the last is the prefix of the jobs' keys in the same slot.
-- ARGV[1]: now in ms for tests, 0 for the server's clock.
-- Rules:
--   one clock, the server's;
--   check before write, and loops have an end;
--   the first write of every script but enqueue is a DEL, HDEL, ZREM or RPOP, because Redis refuses
--   a script for want of memory at its first write only, and only if that write may grow;
--   numbers are whole and written with %d, which costs half of %.0f; cjson, which damages large ones,
--   is not used.
local call = redis.call
local READY, DELAYED, LEASE, DEAD, DONE = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local QUEUE, SINCE, TURNS = KEYS[6], KEYS[7], KEYS[8]
local INBOX, STAGED, JOB = KEYS[9], KEYS[10], KEYS[11]
local BAND = 1e14 -- of scores for one priority; ten of them stay below 2^53
local DAY = 86400000
local BELL = '' -- at the door: wakes a waiting worker, stands for no job

local micros
if ARGV[1] == '0' then
  local t = call('TIME')
  micros = t[1] * 1000000 + t[2]
else
  micros = tonumber(ARGV[1]) * 1000
end
local now = math.floor(micros / 1000)

-- Times that lie for ever ahead stay ahead: beyond 2^63 %d would answer a negative number.
local function whole(number) return string.format('%d', math.min(number, 9e18)) end
local function job(id) return JOB .. id end
local NOW = whole(now)

-- Index entries without a job are dropped and counted: they must not stop the others.
local function orphan() call('HINCRBY', QUEUE, 'orphans', 1) end

-- Start-time fair queueing. The clock of each priority stands in QUEUE, all of them in one field, as
-- `0:12 1:700`; the end of the last job of each owner stands in TURNS, as `1 anna`. Each is read once
-- per call; ends are written by keep_ends.
local clocks
local ends = {}

-- text: the field, or false
local function set_clocks(text)
  clocks = {}
  for priority, start in string.gmatch(text or '', '(%d+):(%d+)') do
    clocks[tonumber(priority)] = tonumber(start)
  end
end

local function keep_ends()
  for line, last in pairs(ends) do call('HSET', TURNS, line, whole(last)) end
end

-- The place in line of a job that becomes ready now.
local function score(owner, priority, cost)
  if not clocks then set_clocks(call('HGET', QUEUE, 'clocks')) end
  local line = priority .. ' ' .. owner
  local last = ends[line] or tonumber(call('HGET', TURNS, line) or '0')
  local start = math.min(math.max(clocks[tonumber(priority)] or 0, last), BAND - 1)
  ends[line] = start + tonumber(cost)
  return whole(tonumber(priority) * BAND + start)
end

-- Makes a job ready. Every way to ready leads past the door, so that every way wakes a worker.
local function to_door(id)
  local f = call('HMGET', job(id), 'owner', 'priority', 'cost')
  call('HSET', job(id), 'state', 'ready', 'since', NOW, 'score', score(f[1], f[2], f[3]))
  call('ZADD', SINCE, NOW, id)
  call('LPUSH', INBOX, id)
end

local function kill(id, why)
  call('HSET', job(id), 'state', 'dead', 'error', why, 'ended', NOW)
  call('ZADD', DEAD, NOW, id)
end

local function expire(id) kill(id, 'EXPIRED: it was not done in time') end

-- The earliest time in an index, or nil.
local function earliest(index)
  return tonumber(call('ZRANGE', index, 0, 0, 'WITHSCORES')[2])
end
