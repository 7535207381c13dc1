//! How often one may call.
//!
//! Each API token may make a number of requests in a window, and each client address may fail to authenticate a smaller
//! number of times. Both are counted in this process alone: with several servers, each allows as much.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    time::Duration,
};

use governor::{
    Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DashMapStateStore,
};
use link_token_api::ResponseHeaders;
use uuid::Uuid;

use crate::settings::LimitSettings;

/// The span in which the numbers of requests count.
const WINDOW: Duration = Duration::from_secs(10);

type Limiter<K> = RateLimiter<K, DashMapStateStore<K>, DefaultClock, StateInformationMiddleware>;

/// Counts requests.
#[derive(Debug)]
pub struct Limits {
    requests: Option<Window<Uuid>>,
    failures: Option<Window<IpAddr>>,
}

/// A request too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// How many are allowed.
    pub limit: NonZeroU32,
    /// Whole seconds until the next is allowed, at least 1.
    pub retry_after: u64,
}

impl TooMany {
    /// The span in which `limit` counts, in seconds.
    pub const WINDOW_SECONDS: u64 = WINDOW.as_secs();
}

impl Limits {
    /// Starts to count.
    pub fn new(settings: LimitSettings) -> Self {
        Self {
            requests: settings.requests.map(Window::new),
            failures: settings.failures.map(Window::new),
        }
    }

    /// Counts a request of an API token. Gives the headers to send with the answer, and whether it is one too many.
    pub fn request(&self, api_token_id: Uuid) -> (ResponseHeaders, Result<(), TooMany>) {
        match &self.requests {
            Some(window) => {
                let (remaining, counted) = window.count(&api_token_id);
                (window.headers(remaining), counted)
            }
            None => (ResponseHeaders::default(), Ok(())),
        }
    }

    /// Counts a request that did not authenticate.
    pub fn failure(&self, client: IpAddr) -> Result<(), TooMany> {
        match &self.failures {
            Some(window) => window.count(&network(client)).1,
            None => Ok(()),
        }
    }

    /// Forgets who has not called for long, so that memory does not grow with everybody who ever did.
    pub fn forget(&self) {
        if let Some(window) = &self.requests {
            window.forget();
        }
        if let Some(window) = &self.failures {
            window.forget();
        }
    }
}

/// What one client has to itself: an address of IPv4, or a /64 of IPv6 (RFC 6177).
fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[derive(Debug)]
struct Window<K: std::hash::Hash + Eq + Clone> {
    limit: NonZeroU32,
    limiter: Limiter<K>,
}

impl<K: std::hash::Hash + Eq + Clone> Window<K> {
    fn new(limit: NonZeroU32) -> Self {
        // Allowed again one by one, spread over the window, so that nobody waits for its end to call all at once.
        let one = WINDOW / limit.get();
        let quota = Quota::with_period(one.max(Duration::from_nanos(1)));
        let quota = quota.unwrap_or(Quota::per_second(limit)).allow_burst(limit);
        let limiter = RateLimiter::dashmap(quota).with_middleware::<StateInformationMiddleware>();
        Self { limit, limiter }
    }

    /// How many more requests are allowed now, and whether this one is.
    fn count(&self, key: &K) -> (u32, Result<(), TooMany>) {
        match self.limiter.check_key(key) {
            Ok(state) => (state.remaining_burst_capacity(), Ok(())),
            Err(until) => {
                let wait = until.wait_time_from(self.limiter.clock().now());
                let retry_after = whole_seconds(wait).max(1);
                (0, Err(TooMany { limit: self.limit, retry_after }))
            }
        }
    }

    fn headers(&self, remaining: u32) -> ResponseHeaders {
        let used = self.limit.get() - remaining.min(self.limit.get());
        let reset = whole_seconds(WINDOW / self.limit.get() * used);
        ResponseHeaders {
            ratelimit_limit: Some(self.limit.get().into()),
            ratelimit_remaining: Some(remaining.into()),
            ratelimit_reset: i64::try_from(reset).ok(),
        }
    }

    fn forget(&self) {
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
    fn each_api_token_has_a_limit_of_its_own() {
        let limits = Limits::new(LimitSettings::new(3, 3));
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        for remaining in [2, 1, 0] {
            let (headers, counted) = limits.request(one);
            assert_eq!(counted, Ok(()));
            assert_eq!(headers.ratelimit_limit, Some(3));
            assert_eq!(headers.ratelimit_remaining, Some(remaining));
            assert!(headers.ratelimit_reset.is_some_and(|reset| (1..=10).contains(&reset)));
        }
        let (headers, counted) = limits.request(one);
        let too_many = counted.expect_err("one too many");
        assert!((1..=4).contains(&too_many.retry_after), "{too_many:?}");
        assert_eq!(headers.ratelimit_remaining, Some(0));
        assert_eq!(limits.request(other).1, Ok(()));
        limits.forget();
        assert!(limits.request(one).1.is_err(), "not forgotten while it counts");
    }

    #[test]
    fn failures_count_by_network() {
        let limits = Limits::new(LimitSettings::new(0, 1));
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
    fn any_limit_works() {
        for limit in [1, 7, 500, u32::MAX] {
            let limits = Limits::new(LimitSettings::new(limit, 0));
            let (headers, counted) = limits.request(Uuid::nil());
            assert_eq!(counted, Ok(()));
            assert_eq!(headers.ratelimit_remaining, Some(i64::from(limit) - 1));
        }
    }
}
