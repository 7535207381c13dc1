//! Tenants that come and go. A tenant is replaced before it is erased, and erased when no client
//! uses it any more.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

/// The number of tenants at a time.
const TENANTS: usize = 8;

/// An account with credentials.
#[derive(Debug)]
pub struct Account {
    pub id: String,
    /// True from the moment when a client is about to delete it.
    pub is_leaving: AtomicBool,
}

/// A tenant, with its accounts that have credentials.
#[derive(Debug)]
pub struct Tenant {
    pub id: String,
    accounts: Mutex<Vec<Arc<Account>>>,
}

impl Tenant {
    pub fn add(&self, account: &str) {
        let account = Account { id: account.to_owned(), is_leaving: AtomicBool::new(false) };
        self.accounts.lock().expect("not poisoned").push(Arc::new(account));
    }

    /// One of its accounts.
    pub fn account(&self) -> Option<Arc<Account>> {
        fastrand::choice(self.accounts.lock().expect("not poisoned").iter()).cloned()
    }

    /// Removes its oldest account, if it has others.
    pub fn take_account(&self) -> Option<Arc<Account>> {
        let mut accounts = self.accounts.lock().expect("not poisoned");
        let account = (accounts.len() > 1).then(|| accounts.remove(0))?;
        account.is_leaving.store(true, Ordering::SeqCst);
        Some(account)
    }
}

pub struct Tenants {
    number: AtomicUsize,
    present: Mutex<Vec<Arc<Tenant>>>,
}

impl Tenants {
    pub fn new() -> Self {
        let tenants = Self { number: AtomicUsize::new(0), present: Mutex::default() };
        let present = (0..TENANTS).map(|_| tenants.create()).collect();
        Self { present: Mutex::new(present), ..tenants }
    }

    /// Makes up a tenant that no other client uses.
    pub fn create(&self) -> Arc<Tenant> {
        let id = format!("tenant-{}", self.number.fetch_add(1, Ordering::Relaxed));
        Arc::new(Tenant { id, accounts: Mutex::default() })
    }

    /// One of the tenants. It is not erased while the caller holds it.
    pub fn any(&self) -> Arc<Tenant> {
        let present = self.present.lock().expect("not poisoned");
        Arc::clone(&present[fastrand::usize(0..TENANTS)])
    }

    /// Replaces the oldest tenant by a new one, and returns it.
    pub fn replace(&self) -> Arc<Tenant> {
        let mut present = self.present.lock().expect("not poisoned");
        present.push(self.create());
        present.remove(0)
    }
}
