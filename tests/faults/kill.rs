//! Repeated `kill -9` of the server under load.

use link_token_tests::{Database, Server, on_each_engine};

use crate::{
    load::{Load, Retry},
    setting::Setting,
};

#[on_each_engine]
async fn database_keeps_answered_changes_when_server_is_killed(database: &Database) {
    let name = format!("kill on {:?}", database.engine());
    let mut setting = Setting::alone(&name);
    let token = database.environment("test");
    let load = Load::new(&token, Retry::Never);
    let (mut kills, mut lost) = (0, 0);
    let start = || Server::start_with(database, &["--rate-limit", "0"]);
    // On a busy machine, it takes longer until there is an answer to lose.
    while setting.goes_on() || kills < 3 || !load.has_redeemed() {
        let before = load.len();
        let server = start();
        load.aim_at([&server]);
        let clients = load.start(16, &mut setting.rng);
        tokio::time::sleep(setting.between(20, 500 + 100 * kills)).await;
        // As `kill -9` does, in the middle of whatever it is about.
        drop(server);
        kills += 1;
        load.stop(clients).await;
        // It opens what is there with no manual step.
        lost += load.verify(&start(), database, before).await.lost;
    }
    let all = load.verify(&start(), database, 0).await;
    println!("{name}: {kills} kills; {all}; {lost} lost after the kill before");
    assert_eq!((lost, all.lost, all.redeemed_twice), (0, 0, 0));
    assert!(all.acknowledged > 0 && all.redeemed > 0);
}
