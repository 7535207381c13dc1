//! Connecting to the first address that works.
//!
//! The driver tries the hosts of a URL, and the addresses of each name, one after the other. It
//! limits only the TCP connection to each. A server that accepts connections but does not answer,
//! as one with a stuck disk, uses up all the time before the next address has its turn. Here, each
//! address gets a share of the time, from the TCP connection to the check of
//! `target_session_attrs`.

use std::time::Duration;

use deadpool_postgres::Connect;
use futures::{FutureExt as _, future::BoxFuture};
use tokio::{
    net::lookup_host,
    task::JoinHandle,
    time::{Instant, timeout_at},
};
use tokio_postgres::{
    Client, Error,
    config::{Config, Host, LoadBalanceHosts},
};
use uuid::Uuid;

/// The port of a URL without one.
const DEFAULT_PORT: u16 = 5432;

type Connected = (Client, JoinHandle<()>);

/// Connects to hosts and addresses in turn, each within its share of the time.
pub struct ConnectInTurn {
    /// Connects to one address.
    pub one: Box<dyn Connect>,
    pub limit: Duration,
}

impl Connect for ConnectInTurn {
    fn connect(&self, config: &Config) -> BoxFuture<'_, Result<Connected, Error>> {
        let deadline = Instant::now() + self.limit;
        let connect_to = move |host, deadline| async move {
            // The look-up of the name is within the share of its host.
            let addresses = addresses_of(host).await;
            in_turn(addresses, deadline, |address, _| self.one.connect(&address)).await
        };
        in_turn(hosts_of(config), deadline, connect_to).boxed()
    }
}

/// Tries candidates in turn. Each has an equal share of the time that is left until the deadline.
/// The last one is limited by the caller, and its error is returned.
async fn in_turn<Attempt: Future<Output = Result<Connected, Error>>>(
    mut candidates: Vec<Config>,
    deadline: Instant,
    mut attempt: impl FnMut(Config, Instant) -> Attempt,
) -> Result<Connected, Error> {
    let count = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
    let last = candidates.pop().expect("`hosts_of` and `addresses_of` return at least one");
    for (left, candidate) in (2..=count).rev().zip(candidates) {
        let now = Instant::now();
        let end = now + deadline.saturating_duration_since(now) / left;
        if let Ok(Ok(connected)) = timeout_at(end, attempt(candidate, end)).await {
            return Ok(connected);
        }
    }
    attempt(last, deadline).await
}

/// Returns the same settings for each host alone.
fn hosts_of(config: &Config) -> Vec<Config> {
    let (hosts, addresses, ports) =
        (config.get_hosts(), config.get_hostaddrs(), config.get_ports());
    let fits = |count| count == 0 || count == hosts.len();
    if hosts.is_empty() || !fits(addresses.len()) || (ports.len() != 1 && !fits(ports.len())) {
        // The driver rejects it.
        return vec![config.clone()];
    }
    let settings = without_hosts(config);
    let of_host = |(place, host): (usize, &Host)| {
        let mut alone = settings.clone();
        match host {
            Host::Tcp(name) => alone.host(name),
            #[cfg(unix)]
            Host::Unix(path) => alone.host_path(path),
        };
        if let Some(address) = addresses.get(place) {
            alone.hostaddr(*address);
        }
        alone.port(*ports.get(place).or(ports.first()).unwrap_or(&DEFAULT_PORT));
        alone
    };
    in_order(config, hosts.iter().enumerate().map(of_host).collect())
}

/// Returns the settings of one host for each of its addresses. The name remains, for the check of
/// the certificate.
async fn addresses_of(host: Config) -> Vec<Config> {
    let ([Host::Tcp(name)], [], [port]) =
        (host.get_hosts(), host.get_hostaddrs(), host.get_ports())
    else {
        return vec![host];
    };
    let found = lookup_host((&**name, *port)).await;
    let with_address = |address: std::net::SocketAddr| {
        let mut alone = host.clone();
        alone.hostaddr(address.ip());
        alone
    };
    let addresses: Vec<_> = found.into_iter().flatten().map(with_address).collect();
    if addresses.is_empty() {
        // The driver looks the name up again, and reports the error.
        return vec![host];
    }
    in_order(&host, addresses)
}

/// Shuffles candidates if the settings demand it.
fn in_order(config: &Config, mut candidates: Vec<Config>) -> Vec<Config> {
    if config.get_load_balance_hosts() == LoadBalanceHosts::Random {
        candidates.sort_by_cached_key(|_| Uuid::new_v4());
    }
    candidates
}

/// Returns all settings but the hosts, their addresses and ports, and the driver's own
/// `connect_timeout`. The driver cannot remove hosts.
fn without_hosts(config: &Config) -> Config {
    let mut copy = Config::new();
    copy.ssl_mode(config.get_ssl_mode())
        .ssl_negotiation(config.get_ssl_negotiation())
        .keepalives(config.get_keepalives())
        .keepalives_idle(config.get_keepalives_idle())
        .target_session_attrs(config.get_target_session_attrs())
        .channel_binding(config.get_channel_binding())
        .load_balance_hosts(config.get_load_balance_hosts());
    config.get_user().map(|it| copy.user(it));
    config.get_password().map(|it| copy.password(it));
    config.get_dbname().map(|it| copy.dbname(it));
    config.get_options().map(|it| copy.options(it));
    config.get_application_name().map(|it| copy.application_name(it));
    config.get_tcp_user_timeout().map(|it| copy.tcp_user_timeout(*it));
    config.get_keepalives_interval().map(|it| copy.keepalives_interval(it));
    config.get_keepalives_retries().map(|it| copy.keepalives_retries(it));
    copy
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every parameter that a URL can have, besides hosts, ports and `connect_timeout`.
    const PARAMETERS: &str = "options=-cx%3D1&application_name=a&sslmode=require\
        &sslnegotiation=direct&tcp_user_timeout=1&keepalives=0&keepalives_idle=2\
        &keepalives_interval=3&keepalives_retries=4&target_session_attrs=read-write\
        &channel_binding=require&load_balance_hosts=disable";

    fn config(hosts: &str, more: &str) -> Config {
        let url = format!("postgres://u:p@{hosts}/d?{PARAMETERS}{more}");
        url.parse().unwrap_or_else(|error| panic!("{url}: {error}"))
    }

    #[test]
    fn each_host_keeps_all_other_settings() {
        let hosts = ["a:1", "b:2", "[::1]:3", "%2Frun%2Fpostgresql:4", "c:5432"];
        let all = config("a:1,b:2,[::1]:3,%2Frun%2Fpostgresql:4,c", "");
        assert_eq!(hosts_of(&all), hosts.map(|host| config(host, "")));

        let all = config("a:1,b:2", "&hostaddr=10.0.0.1,::2");
        let each = [("a:1", "&hostaddr=10.0.0.1"), ("b:2", "&hostaddr=::2")];
        assert_eq!(hosts_of(&all), each.map(|(host, address)| config(host, address)));

        // One port is that of all hosts.
        let all = config("a:1", "&host=b");
        assert_eq!(hosts_of(&all), ["a:1", "b:1"].map(|host| config(host, "")));
    }

    #[test]
    fn hosts_are_shuffled_when_load_is_balanced() {
        let all = config("a,b,c,d,e,f,g,h", "&load_balance_hosts=random");
        let once = hosts_of(&all);
        assert!((0..100).any(|_| hosts_of(&all) != once));
        let sorted = |mut hosts: Vec<Config>| {
            hosts.sort_by_key(|host| format!("{host:?}"));
            hosts
        };
        assert_eq!(sorted(hosts_of(&all)), sorted(once));
    }

    #[test]
    fn driver_rejects_the_wrong_number_of_addresses_or_ports() {
        for wrong in [config("a,b", "&hostaddr=10.0.0.1"), config("a,b", "&host=c")] {
            assert_eq!(hosts_of(&wrong), [wrong]);
        }
    }

    #[tokio::test]
    async fn addresses_keep_the_name_of_their_host() {
        let found = addresses_of(config("localhost:1", "")).await;
        let addresses: Vec<_> = found.iter().flat_map(Config::get_hostaddrs).collect();
        assert_eq!(addresses.len(), found.len());
        assert!(addresses.iter().all(|address| address.is_loopback()), "{addresses:?}");
        assert!(found.iter().all(|it| it.get_hosts() == [Host::Tcp("localhost".to_owned())]));

        // No name contains a NUL.
        for as_it_is in ["%2Frun%2Fpostgresql", "a%00b"] {
            let host = config(as_it_is, "");
            assert_eq!(addresses_of(host.clone()).await, [host]);
        }
        let host = config("unknown.invalid", "&hostaddr=10.0.0.1");
        assert_eq!(addresses_of(host.clone()).await, [host]);
    }
}
