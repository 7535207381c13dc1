//! Three servers on one PostgreSQL database, one of which is killed and restarted again and again.

use link_token_tests::{Database, Server, on_postgresql};

use crate::{
    load::{Load, Retry},
    setting::Setting,
};

#[on_postgresql]
async fn clients_lose_nothing_when_one_of_three_servers_is_killed(database: &Database) {
    let mut setting = Setting::alone("replicas");
    let token = database.environment("test");
    let start = || Server::start_with(database, &["--rate-limit", "0"]);
    let mut servers = [start(), start(), start()];
    // No error that asking again does not cure.
    let load = Load::new(&token, Retry::UntilAnswered);
    load.aim_at(&servers);
    let clients = load.start(12, &mut setting.rng);
    let mut kills = 0;
    while setting.goes_on() || kills < 3 || !load.has_redeemed() {
        tokio::time::sleep(setting.between(50, 500)).await;
        let place = setting.rng.usize(0..servers.len());
        servers[place].kill();
        kills += 1;
        tokio::time::sleep(setting.between(0, 300)).await;
        servers[place] = start();
        load.aim_one(place, &servers[place]);
    }
    load.stop(clients).await;
    let all = load.verify(&servers[0], database, 0).await;
    println!("replicas: {kills} kills; {all}");
    assert_eq!((all.lost, all.redeemed_twice), (0, 0));
    assert!(all.acknowledged > 0 && all.redeemed > 0);
}
