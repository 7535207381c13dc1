//! Rate limits: requests of each API token, and failed authentications of each client address,
//! within a time window.
//!
//! Each server counts for itself. With several servers, a caller may make the full number of
//! requests to each.

use std::{net::IpAddr, num::NonZeroU32, time::Duration};

use governor::{
    Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DashMapStateStore,
};
// All operations of the API have the same headers.
use link_token_api::CreateLinkTokenResponseHeaders as RateLimitHeaders;
use lockstep_dropshot::network;
use uuid::Uuid;

use crate::settings::LimitSettings;

const WINDOW: Duration = Duration::from_secs(10);

type Limiter<K> = RateLimiter<K, DashMapStateStore<K>, DefaultClock, StateInformationMiddleware>;

/// The rate limits of a server.
#[derive(Debug)]
pub struct RateLimits {
    requests: Option<Window<Uuid>>,
    failures: Option<Window<IpAddr>>,
}

/// A request beyond a rate limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimited {
    /// The allowed number of requests in the window.
    pub limit: NonZeroU32,
    /// The seconds until the next request is allowed, at least 1.
    pub retry_after: u64,
}

impl RateLimited {
    pub const WINDOW_SECONDS: u64 = WINDOW.as_secs();
}

impl RateLimits {
    pub fn new(settings: LimitSettings) -> Self {
        Self {
            requests: settings.requests.map(Window::new),
            failures: settings.failures.map(Window::new),
        }
    }

    /// Counts a request of an API token. Returns the headers of the response, and an error if the
    /// limit is exceeded.
    pub fn request(&self, api_token_id: Uuid) -> (RateLimitHeaders, Result<(), RateLimited>) {
        match &self.requests {
            Some(window) => {
                let (remaining, counted) = window.count(&api_token_id);
                (window.headers(remaining), counted)
            }
            None => (RateLimitHeaders::default(), Ok(())),
        }
    }

    /// Counts a failed authentication.
    pub fn failure(&self, client: IpAddr) -> Result<(), RateLimited> {
        match &self.failures {
            Some(window) => window.count(&network(client)).1,
            None => Ok(()),
        }
    }

    /// Evicts idle callers, so that memory does not grow with every caller.
    pub fn evict_idle(&self) {
        if let Some(window) = &self.requests {
            window.evict_idle();
        }
        if let Some(window) = &self.failures {
            window.evict_idle();
        }
    }
}

#[derive(Debug)]
struct Window<K: std::hash::Hash + Eq + Clone> {
    limit: NonZeroU32,
    limiter: Limiter<K>,
}

impl<K: std::hash::Hash + Eq + Clone> Window<K> {
    fn new(limit: NonZeroU32) -> Self {
        // Requests become available again one by one, so that callers do not wait for the end of a
        // window and then send all at once.
        let one = WINDOW / limit.get();
        let quota = Quota::with_period(one.max(Duration::from_nanos(1)));
        let quota = quota.unwrap_or(Quota::per_second(limit)).allow_burst(limit);
        let limiter = RateLimiter::dashmap(quota).with_middleware::<StateInformationMiddleware>();
        Self { limit, limiter }
    }

    /// Counts a request. Returns the number of remaining requests, and an error if the limit is
    /// exceeded.
    fn count(&self, key: &K) -> (u32, Result<(), RateLimited>) {
        match self.limiter.check_key(key) {
            Ok(state) => (state.remaining_burst_capacity(), Ok(())),
            Err(until) => {
                let wait = until.wait_time_from(self.limiter.clock().now());
                let retry_after = whole_seconds(wait).max(1);
                (0, Err(RateLimited { limit: self.limit, retry_after }))
            }
        }
    }

    fn headers(&self, remaining: u32) -> RateLimitHeaders {
        let used = self.limit.get() - remaining.min(self.limit.get());
        let reset = whole_seconds(WINDOW / self.limit.get() * used);
        RateLimitHeaders {
            ratelimit_limit: Some(self.limit.get().into()),
            ratelimit_remaining: Some(remaining.into()),
            ratelimit_reset: i64::try_from(reset).ok(),
        }
    }

    fn evict_idle(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

fn whole_seconds(span: Duration) -> u64 {
    span.as_secs() + u64::from(span.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_counts_each_api_token_by_itself() {
        let limits = RateLimits::new(LimitSettings::new(3, 3));
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        for remaining in [2, 1, 0] {
            let (headers, counted) = limits.request(one);
            assert_eq!(counted, Ok(()));
            assert_eq!(headers.ratelimit_limit, Some(3));
            assert_eq!(headers.ratelimit_remaining, Some(remaining));
            assert!(headers.ratelimit_reset.is_some_and(|reset| (1..=10).contains(&reset)));
        }
        let (headers, counted) = limits.request(one);
        let too_many = counted.expect_err("beyond the limit");
        assert!((1..=4).contains(&too_many.retry_after), "{too_many:?}");
        assert_eq!(headers.ratelimit_remaining, Some(0));
        assert_eq!(limits.request(other).1, Ok(()));
        limits.evict_idle();
        assert!(limits.request(one).1.is_err(), "not evicted within the window");
    }

    #[test]
    fn failure_counts_by_network() {
        let limits = RateLimits::new(LimitSettings::new(0, 1));
        let failure = |client: &str| limits.failure(client.parse().expect("an address")).is_ok();
        assert!(failure("192.0.2.1"));
        assert!(!failure("192.0.2.1") && !failure("::ffff:192.0.2.1"));
        assert!(failure("192.0.2.2"));
        assert!(failure("2001:db8:0:1::1"));
        assert!(!failure("2001:db8:0:1:2::3"));
        assert!(failure("2001:db8:0:2::1"));
        let (headers, counted) = limits.request(Uuid::nil());
        assert!(counted.is_ok() && headers.ratelimit_limit.is_none(), "off");
    }

    #[test]
    fn request_accepts_the_first_request_when_limit_is_small_or_large() {
        for limit in [1, 7, 500, u32::MAX] {
            let limits = RateLimits::new(LimitSettings::new(limit, 0));
            let (headers, counted) = limits.request(Uuid::nil());
            assert_eq!(counted, Ok(()));
            assert_eq!(headers.ratelimit_remaining, Some(i64::from(limit) - 1));
        }
    }
}
