-- What wrk sends, and what it tells in the end. Everything comes from the environment.

local headers = {
  -- wrk adds it only to what is made while the load runs.
  ["Host"] = os.getenv("BENCH_HOST"),
  ["Authorization"] = "Bearer " .. os.getenv("BENCH_API_TOKEN"),
  ["Content-Type"] = "application/json",
}
local operation = os.getenv("BENCH_OPERATION")
local create = wrk.format("POST", "/link-token", headers, os.getenv("BENCH_BODY"))

local function introspection(link_token)
  return wrk.format("POST", "/link-token/introspect", headers, '{"link_token":"' .. link_token .. '"}')
end
local function redemption(link_token)
  return wrk.format("POST", "/link-token/redeem", headers, '{"link_token":"' .. link_token .. '","integration":"hubspot"}')
end

-- What is sent is made before the load begins, so that each request costs wrk the same, whatever it asks for.
local introspections, redemptions, reads = {}, {}, {}
local path = os.getenv("BENCH_SUBJECTS")
local suffixes = { ["read account"] = "", ["read credentials"] = "/credentials" }
local suffix = suffixes[operation]
if path then
  for line in io.lines(path) do
    if suffix then
      reads[#reads + 1] = wrk.format("GET", "/integrated-account/" .. line .. suffix, headers)
    elseif operation ~= "redeem" then
      introspections[#introspections + 1] = introspection(line)
    end
    if not suffix and operation ~= "introspect" then
      redemptions[#redemptions + 1] = redemption(line)
    end
  end
end
local introspected, redeemed, read, number = 0, 0, 0, 0

-- Each in turn, again and again.
local function introspect()
  introspected = introspected % #introspections + 1
  return introspections[introspected]
end

-- Each once, from the end. What is left then is refused, which is counted.
local nobody = redemption("00000000-0000-4000-8000-000000000000")
local function redeem()
  local request = redemptions[#redemptions - redeemed] or nobody
  redeemed = redeemed + 1
  return request
end

if suffix then
  request = function()
    read = read % #reads + 1
    return reads[read]
  end
elseif operation == "introspect" then
  request = introspect
elseif operation == "redeem" then
  request = redeem
elseif operation == "mixed" then
  -- Of ten, six creates, three introspections and a redemption.
  request = function()
    number = number + 1
    local place = number % 10
    if place == 0 then
      return redeem()
    elseif place % 3 == 0 then
      return introspect()
    end
    return create
  end
else
  request = function()
    return create
  end
end

done = function(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format(
    'RESULT {"requests": %d, "failed": %d, "microseconds": %d, "p50": %d, "p99": %d}',
    summary.requests, failed, summary.duration, latency:percentile(50), latency:percentile(99)
  ))
end
