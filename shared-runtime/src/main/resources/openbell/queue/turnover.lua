-- Ends leases, lets in what stands at the door, and leases the first jobs.
-- ARGV: now, claim id, worker, max, lease ms, then as settle.lua says
-- Answers: the answers of settle.lua; ms until something is due (-1: nothing waits); 1 when drained;
--   per job: id, fence, attempt, failures, max failures, raw (1: pushed by a foreign producer),
--   payload, checkpoint, owner; 1 when the worker's machine rests
local MOST = 1000 -- let in, handed out or dropped by one call
local leased = {}

local function give(id, fence, attempts, f)
  leased[#leased + 1] = {id, fence, attempts, f[2] or '0', f[3], f[4] or '0', f[5] or '', f[6] or '', f[7] or ''}
end

local memory = 'c:' .. ARGV[3]
local queue = call('HMGET', QUEUE, 'probe', 'draining', 'fence', 'clocks', memory, 'resting')
local draining = queue[2] == '1'
local machine = string.match(ARGV[3], '^[^.]*')
local rests = queue[6] and string.find(' ' .. queue[6], ' ' .. machine .. ':', 1, true)
local answer = {false, false, queue[2] or '0', leased, rests and '1' or '0'}
set_clocks(queue[4])
local settled = settle(6)

-- ms from now until the earliest of two times that may be nil
local function wait(due, over)
  local first = math.min(due or math.huge, over or math.huge)
  return first == math.huge and '-1' or whole(math.max(0, first - now))
end

-- The answer to the same claim was lost: give what is still held.
local last = queue[5]
if last and string.sub(last, 1, #ARGV[2] + 1) == ARGV[2] .. ' ' then
  for id, fence in string.gmatch(string.sub(last, #ARGV[2] + 2), '(%S+) (%S+)') do
    local f = call('HMGET', job(id), 'attempts', 'failures', 'maxfailures', 'raw', 'payload', 'progress', 'owner', 'state',
      'fence')
    if f[8] == 'active' and f[9] == fence then give(id, fence, f[1], f) end
  end
  keep_ends()
  answer[1], answer[2] = settled, wait(earliest(DELAYED), earliest(LEASE))
  return answer
end

-- The first write, unless something was settled: see the rules.
local room = let_in(STAGED, MOST)
local due, over = upkeep(queue[1])
-- A bell alone at the door stays there, if it is still to ring.
local newest = room > 0 and call('LRANGE', INBOX, 0, 1) or {}
local bell = #newest == 1 and newest[1] == BELL
if not bell and #newest > 0 then room = let_in(INBOX, room) end

local left = (draining or rests) and 0 or math.min(tonumber(ARGV[4]), MOST)
local dropped = 0
local till = now + tonumber(ARGV[5])
local TILL = whole(till)
local fence = tonumber(queue[3] or '0')
local taken, leases, remembered = {}, {}, {ARGV[2]}
local emptied = false

local function lease(id, key, place, f)
  fence = math.max(fence + 1, micros)
  local text, attempts = whole(fence), whole(tonumber(f[1] or '0') + 1)
  call('HSET', key, 'state', 'active', 'fence', text, 'worker', ARGV[3], 'lease', ARGV[5], 'attempts', attempts)
  leases[#leases + 1] = TILL
  leases[#leases + 1] = id
  remembered[#remembered + 1] = id
  remembered[#remembered + 1] = text
  local priority = math.floor(place / BAND)
  clocks[priority] = math.max(clocks[priority] or 0, place - priority * BAND)
  give(id, text, attempts, f)
end

while left > 0 and dropped < MOST and not emptied do
  local first = call('ZPOPMIN', READY, left)
  emptied = #first < 2 * left
  for i = 1, #first, 2 do
    local id, key = first[i], job(first[i])
    taken[#taken + 1] = id
    local f = call('HMGET', key, 'attempts', 'failures', 'maxfailures', 'raw', 'payload', 'progress', 'owner', 'expires')
    if f[3] and (tonumber(f[8] or '') or math.huge) > now then
      lease(id, key, tonumber(first[i + 1]), f)
      left = left - 1
    else
      dropped = dropped + 1
      if f[3] then expire(id) else orphan() end
    end
  end
end

if #taken > 0 then call('ZREM', SINCE, unpack(taken)) end

emptied = emptied or call('EXISTS', READY) == 0
if emptied and room > 0 then
  -- Nothing is ready: nobody is ahead of anybody.
  clocks = {}
  call('DEL', TURNS)
else
  keep_ends()
end
-- Nobody else would be woken for what is left; a worker whose machine rests passes on what woke it.
local ring = room > 0 and not emptied and not draining
if ring and not bell then
  call('LPUSH', INBOX, BELL)
elseif bell and not ring then
  call('RPOP', INBOX)
end

local starts = ''
for priority, start in pairs(clocks) do starts = starts .. whole(priority) .. ':' .. whole(start) .. ' ' end
if #leases > 0 then
  call('ZADD', LEASE, unpack(leases))
  over = math.min(over or till, till)
  call('HSET', QUEUE, 'probe', NOW, 'clocks', starts, 'fence', whole(fence), memory, table.concat(remembered, ' '))
else
  call('HSET', QUEUE, 'probe', NOW, 'clocks', starts)
end
if rests then call('HSET', QUEUE, 'resting', with(queue[6], machine)) end
answer[1], answer[2] = settled, dropped < MOST and wait(due, over) or '0'
return answer
