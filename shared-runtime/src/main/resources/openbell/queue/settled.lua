-- Ends leases.
-- ARGV: now, then as settle.lua says
local settled = settle(2)
keep_ends()
return settled
