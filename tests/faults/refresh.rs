//! Credentials are refreshed while servers are killed, and while their clocks differ.

use std::{path::Path, time::Duration};

use link_token_tests::{
    Connected, Database, Server, TokenFault, eventually, on_each_engine, on_postgresql,
};

use crate::{
    clock::{Clock, with_clock},
    setting::Setting,
};

const ACCOUNTS: usize = 12;

async fn connect_all(connected: &Connected, server: &Server) -> Vec<String> {
    let connecting = (0..ACCOUNTS).map(|_| connected.connect(server, None, "oauth2"));
    futures::future::join_all(connecting).await
}

/// Makes the credentials of all accounts due, and waits until the first request for new ones. The
/// answers come late, each by some milliseconds.
async fn begin_refreshes(
    connected: &Connected,
    database: &Database,
    setting: &mut Setting,
    latest: u64,
) {
    let before = {
        let mut issuer = connected.party.issuer();
        let delays = (0..ACCOUNTS).map(|_| TokenFault::Delay(setting.between(0, latest)));
        issuer.faults = delays.collect();
        issuer.refreshes
    };
    connected.pass(database, 3300);
    eventually("a refresh has begun", async || connected.party.issuer().refreshes > before).await;
}

/// Waits until the credentials of each account are fresh, and returns the number of those that the
/// third party does not accept.
async fn lost(
    connected: &Connected,
    database: &Database,
    server: &Server,
    all: &[String],
) -> usize {
    // The leases of killed servers end, and what is there expires.
    connected.pass(database, 3700);
    let mut lost = 0;
    for id in all {
        let token = connected.access_token(server, id).await;
        lost += usize::from(!connected.works(&token).await);
        let account = connected.account(server, id).await;
        lost += usize::from(account["status"] != "active");
    }
    lost
}

/// A third party with a grace period: the token before works until the new one was used. So no kill
/// may cost an account.
#[on_each_engine]
async fn accounts_outlive_kills_between_request_and_result(database: &Database) {
    let name = format!("refresh on {:?}", database.engine());
    let mut setting = Setting::alone(&name);
    let connected = Connected::prepare(database).await;
    connected.party.issuer().has_grace = true;
    let mut server = connected.start(database);
    let all = connect_all(&connected, &server).await;
    let (mut kills, mut in_the_middle) = (0, 0);
    while setting.goes_on() || in_the_middle < 3 {
        begin_refreshes(&connected, database, &mut setting, 300).await;
        tokio::time::sleep(setting.between(0, 400)).await;
        in_the_middle += usize::from(connected.party.issuer().in_flight > 0);
        server.kill();
        kills += 1;
        server = connected.start(database);
    }
    connected.party.issuer().faults.clear();
    let lost = lost(&connected, database, &server, &all).await;
    let (refreshes, replays) = {
        let issuer = connected.party.issuer();
        (issuer.refreshes, issuer.replays)
    };
    println!(
        "{name}: {kills} kills, {in_the_middle} in the middle of a refresh; {refreshes} refreshes, {replays} with the token before; {lost} lost"
    );
    assert_eq!(lost, 0);
}

/// A strict third party ends the grant if a lost answer makes the server use a token again. Then,
/// and only then, the account is lost, and it says so once.
#[on_each_engine]
async fn accounts_are_lost_only_if_the_third_party_has_ended_them(database: &Database) {
    let name = format!("strict refresh on {:?}", database.engine());
    let mut setting = Setting::alone(&name);
    let connected = Connected::prepare(database).await;
    let mut server = connected.start(database);
    let all = connect_all(&connected, &server).await;
    let mut kills = 0;
    while setting.goes_on() || kills < 3 {
        if connected.party.issuer().ended_grants() == ACCOUNTS {
            break;
        }
        begin_refreshes(&connected, database, &mut setting, 150).await;
        // Most accounts are refreshed by then.
        tokio::time::sleep(setting.between(0, 600)).await;
        server.kill();
        kills += 1;
        server = connected.start(database);
    }
    connected.party.issuer().faults.clear();
    connected.pass(database, 3700);
    let (mut good, mut ended) = (0, 0);
    for id in &all {
        let (status, credentials) = connected.credentials(&server, id).await;
        let account = connected.account(&server, id).await;
        if status.is_success() {
            let token = credentials["values"]["access_token"].as_str().expect("a token");
            assert!(connected.works(token).await, "{account}");
            assert_eq!(account["status"], "active");
            good += 1;
        } else {
            assert_eq!(status.as_u16(), 409, "{credentials}");
            assert_eq!(account["status"], "needs_reauth");
            let said = account["last_error"].as_str().expect("an error");
            assert!(said.contains("the grant has ended") && said.contains("was lost"), "{said}");
            ended += 1;
        }
    }
    let events = database.admin(&["audit", "list", "--environment", "test", "--limit", "10000"]);
    let told = events.to_string().matches("lose_credentials").count();
    let (replays, refreshes) = {
        let issuer = connected.party.issuer();
        assert_eq!(issuer.ended_grants(), ended, "the third party has ended no other");
        (issuer.replays, issuer.refreshes)
    };
    println!(
        "{name}: {kills} kills; {refreshes} refreshes, {replays} replays; {good} accounts good, {ended} ended by the third party, {told} events"
    );
    assert_eq!((good + ended, told), (ACCOUNTS, ended));
}

/// Two servers, whose clocks are 90 seconds apart, on a strict third party.
#[on_postgresql]
async fn servers_with_different_clocks_make_one_request(database: &Database) {
    let mut setting = Setting::alone("refresh with different clocks");
    let connected = Connected::prepare(database).await;
    let files = ["ahead", "behind"].map(|name| database.folder().join(name));
    let start = |file: &Path, seconds| {
        let clock = Clock { file };
        clock.set(seconds);
        let mut arguments = vec!["serve", "--listen", "127.0.0.1:0", "--log-level", "error"];
        arguments.extend(connected.arguments());
        Some(Server::spawn(&mut with_clock(database, &clock, &arguments)?))
    };
    let Some(ahead) = start(&files[0], 45) else { return };
    let behind = start(&files[1], -45).expect("the library is there");
    let all = connect_all(&connected, &ahead).await;
    let mut rounds = 0;
    while setting.goes_on() || rounds < 4 {
        rounds += 1;
        let delay = Duration::from_millis(setting.rng.u64(0..300));
        connected.party.issuer().standing_fault = Some(TokenFault::Delay(delay));
        // About to expire, expired, or due only.
        let seconds = [3580, 3620, 3300][rounds % 3];
        connected.pass(database, seconds);
        let readers = (0..48).map(|number| {
            let server = if number % 2 == 0 { &ahead } else { &behind };
            connected.access_token(server, &all[number % ACCOUNTS])
        });
        let tokens = futures::future::join_all(readers).await;
        for token in tokens {
            assert!(connected.works(&token).await);
        }
        eventually("each was refreshed once", async || {
            let issuer = connected.party.issuer();
            assert!(issuer.refreshes <= rounds * ACCOUNTS, "{} refreshes", issuer.refreshes);
            issuer.refreshes == rounds * ACCOUNTS && issuer.in_flight == 0
        })
        .await;
        // The answers are stored a moment later.
        eventually("each is stored", async || {
            database.sql("SELECT count(*) FROM credentials WHERE leased_until IS NOT NULL") == "0"
        })
        .await;
    }
    let lost = lost(&connected, database, &behind, &all).await;
    let issuer = connected.party.issuer();
    println!(
        "refresh with different clocks: {rounds} rounds, {} refreshes, {} replays; {lost} lost",
        issuer.refreshes, issuer.replays
    );
    assert_eq!((lost, issuer.replays), (0, 0));
}
