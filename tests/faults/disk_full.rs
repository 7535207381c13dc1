//! A disk that fills up again and again.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::json;
use throwaway_postgresql::Cluster;

use link_token_tests::{
    Database, Server, answer, assert_error, eventually, on_sqlite, output, skip,
};

use crate::{
    load::{Load, Retry},
    setting::Setting,
};

/// A small file system in memory.
struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// Mounts one over a folder. A longer test gets a larger one, so that what the clients create
    /// does not fill it. None if this user may not mount.
    fn mount(folder: &Path, megabytes: u64, setting: &Setting) -> Option<Self> {
        let megabytes = megabytes + setting.span().as_secs();
        let options = format!("size={megabytes}m,mode=0777");
        let mut mount = Command::new("mount");
        if output(mount.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder)).status.success()
        {
            return Some(Self { folder: folder.to_owned() });
        }
        skip("a small file system cannot be mounted here, which takes root");
        None
    }

    fn ballast(&self) -> PathBuf {
        self.folder.join("ballast")
    }

    /// Fills all space that is left.
    fn fill(&self) {
        let mut file = fs::OpenOptions::new().create(true).append(true).open(self.ballast());
        let file = file.as_mut().expect("opened");
        while file.write_all(&[0; 4096]).is_ok() {}
    }

    /// Frees the space.
    fn free(&self) {
        fs::remove_file(self.ballast()).expect("removed");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: what still has files open there ends after this.
        output(Command::new("umount").arg("--lazy").arg(&self.folder));
    }
}

async fn rounds(name: &str, mut setting: Setting, database: &Database, disk: &SmallDisk) {
    let token = database.environment("test");
    let start = || {
        let mut command = database.command();
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--rate-limit", "0"])
            .args(["--connect-timeout", "500ms", "--statement-timeout", "1s"])
            // Each failure is a line in it.
            .stderr(std::process::Stdio::null());
        Server::spawn(&mut command)
    };
    let mut server = start();
    let load = Load::new(&token, Retry::Never);
    load.aim_at([&server]);
    let create = async |server: &Server| {
        let request = server.post("/link-token").bearer_auth(&token);
        let sent = request
            .json(&json!({ "tenant_id": "one", "context": { "a": "b".repeat(2000) } }))
            .send();
        sent.await.expect("an answer")
    };
    let mut times = 0;
    while setting.goes_on() || times < 2 {
        let clients = load.start(8, &mut setting.rng);
        tokio::time::sleep(setting.between(50, 300)).await;
        eventually("there is something to lose", async || load.has_redeemed()).await;
        disk.fill();
        // Some more go into what was taken before.
        eventually("it is full", async || {
            let answered = create(&server).await;
            if answered.status() == 200 {
                disk.fill();
                return false;
            }
            assert_eq!(answered.headers()["retry-after"], "1");
            assert_error(answer(answered).await, 503, "Service Unavailable");
            true
        })
        .await;
        load.stop(clients).await;
        let (_, _, lost) = load.replies();
        assert_eq!(lost, 0, "every request is answered");

        let restart = setting.rng.bool();
        if restart {
            server.kill();
        }
        disk.free();
        if restart {
            server = start();
            load.aim_at([&server]);
        }
        times += 1;
        // By itself; only PostgreSQL may have given up, and is started by whoever looks after it.
        eventually("there is room again", async || {
            if create(&server).await.status() == 200 {
                return true;
            }
            if database.is_down() {
                database.cluster().launch();
            }
            false
        })
        .await;
    }
    let all = load.verify(&server, database, 0).await;
    println!("{name}: full {times} times; {all}");
    assert_eq!((all.lost, all.redeemed_twice), (0, 0));
    assert!(all.acknowledged > 0);
}

#[on_sqlite]
async fn server_recovers_when_disk_is_full(database: &Database) {
    let setting = Setting::alone("disk full on SQLite");
    let Some(disk) = SmallDisk::mount(database.folder(), 16, &setting) else { return };
    rounds("disk full on SQLite", setting, database, &disk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn server_recovers_when_disk_of_postgresql_is_full() {
    let setting = Setting::alone("disk full on PostgreSQL");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let Some(disk) = SmallDisk::mount(folder.path(), 160, &setting) else { return };
    let small = [("max_wal_size", "48MB"), ("min_wal_size", "32MB")];
    let Some(cluster) = Cluster::start_in(folder.path(), &small) else { return };
    let database = Database::in_cluster(cluster);
    rounds("disk full on PostgreSQL", setting, &database, &disk).await;
}
