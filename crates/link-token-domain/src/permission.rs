//! The permissions of API tokens.

use std::{collections::BTreeSet, fmt};

use serde::{Serialize, Serializer};
use strum::VariantArray as _;

/// A part of the API that an API token may use.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
pub enum Permission {
    /// Creates, lists, introspects, redeems, confirms and revokes link tokens.
    #[strum(serialize = "link-token")]
    LinkToken,
    /// Reads integrated accounts, without their credentials.
    #[strum(serialize = "integrated-account:read")]
    IntegratedAccountRead,
    /// Changes and deletes integrated accounts, and replaces their credentials.
    #[strum(serialize = "integrated-account:write")]
    IntegratedAccountWrite,
    #[strum(serialize = "credentials:read")]
    CredentialsRead,
    /// Manages webhooks.
    #[strum(serialize = "webhook")]
    Webhook,
    /// Manages the environment: its settings, integrations, API tokens and static gates, and the
    /// erasure of tenants.
    #[strum(serialize = "administration")]
    Administration,
}

impl Permission {
    /// Returns the word for people, programs and the database.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The permissions of an API token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permissions(BTreeSet<Permission>);

impl Permissions {
    /// Returns the permissions of an API token that was created without a choice: all but
    /// [`Permission::Administration`].
    pub fn standard() -> Self {
        let all = Permission::VARIANTS.iter().copied();
        all.filter(|permission| *permission != Permission::Administration).collect()
    }

    /// Returns the stored permissions that this version knows. A newer one may have stored others,
    /// which grant nothing here.
    pub fn from_stored(text: &str) -> Self {
        text.split_terminator(' ').filter_map(|word| word.parse().ok()).collect()
    }

    pub fn iter(&self) -> impl Iterator<Item = Permission> {
        self.0.iter().copied()
    }

    pub fn contains(&self, permission: Permission) -> bool {
        self.0.contains(&permission)
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        Self(permissions.into_iter().collect())
    }
}

/// Separates the permissions by spaces.
impl fmt::Display for Permissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.0.iter().map(|permission| permission.as_str()).collect();
        f.write_str(&words.join(" "))
    }
}

impl Serialize for Permissions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|permission| permission.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permissions_parse_back() {
        let standard =
            "link-token integrated-account:read integrated-account:write credentials:read webhook";
        assert_eq!(Permissions::standard().to_string(), standard);
        assert_eq!(Permissions::from_stored(standard), Permissions::standard());
        assert_eq!(Permissions::from_stored(""), Permissions::from_iter([]));
        let some = Permissions::from_iter([Permission::Webhook, Permission::LinkToken]);
        assert_eq!(Permissions::from_stored(&some.to_string()), some);
        assert!(some.contains(Permission::Webhook) && !some.contains(Permission::CredentialsRead));
        let administration = Permissions::from_iter([Permission::Administration]);
        assert_eq!(Permissions::from_stored("administration"), administration);
        let known = Permissions::from_iter([Permission::Webhook]);
        assert_eq!(Permissions::from_stored("report:read webhook"), known);
    }
}
