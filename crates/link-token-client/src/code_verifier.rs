//! The verifier of a session, and its challenge (RFC 7636).

use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::generated::types;

/// A secret that binds a link token to the session of a user.
///
/// A backend makes one for each link token, keeps it in the session, and creates the link token
/// with its [`challenge`](Self::challenge). When the user has come back in the same session, the
/// backend confirms the account with the verifier.
///
/// ```
/// use link_token_client::{Client, CodeVerifier, types};
///
/// # async fn example(client: Client) -> Result<(), Box<dyn std::error::Error>> {
/// let verifier = CodeVerifier::generate()?;
/// let create = client.create_link_token();
/// let create =
///     create.body_map(|it| it.tenant_id("acme-1").code_challenge(verifier.challenge()));
/// let link_token = create.send().await?.into_inner().link_token;
/// let session: String = verifier.expose().to_owned();
///
/// // After the user has come back:
/// let confirmation = types::LinkTokenConfirmation {
///     link_token,
///     code_verifier: session.parse::<CodeVerifier>()?.into(),
/// };
/// let account = client.confirm_link_token().body(confirmation).send().await?;
/// println!("account {} is {}", account.id, account.status);
/// # Ok(())
/// # }
/// ```
///
/// `Debug` does not show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeVerifier(types::CodeVerifier);

/// The error of [`CodeVerifier::generate`] and of
/// [`ApiToken::generate`](crate::ApiToken::generate): the operating system has no random numbers.
#[derive(Debug, thiserror::Error)]
#[error("cannot get random bytes from the operating system: {0}")]
pub struct RandomError(pub(crate) getrandom::Error);

impl CodeVerifier {
    /// Returns a new verifier of 256 random bits.
    pub fn generate() -> Result<Self, RandomError> {
        let mut random = Zeroizing::new([0; 32]);
        getrandom::fill(random.as_mut_slice()).map_err(RandomError)?;
        Ok(Self(encoded(random.as_slice())))
    }

    /// Returns the challenge for a request that creates a link token. It is not a secret.
    pub fn challenge(&self) -> types::CodeChallenge {
        encoded(&Sha256::digest(self.0.as_bytes()))
    }

    /// Returns the secret, for the session.
    pub fn expose(&self) -> &str {
        self.0.as_str()
    }
}

/// Returns 32 bytes as a value of the contract.
fn encoded<T: FromStr<Err: fmt::Debug>>(bytes: &[u8]) -> T {
    let text = URL_SAFE_NO_PAD.encode(bytes);
    text.parse().expect("43 characters of base64url are within the limits")
}

impl From<types::CodeVerifier> for CodeVerifier {
    fn from(verifier: types::CodeVerifier) -> Self {
        Self(verifier)
    }
}

impl From<CodeVerifier> for types::CodeVerifier {
    fn from(verifier: CodeVerifier) -> Self {
        verifier.0
    }
}

/// Reads a verifier that a session has kept.
impl FromStr for CodeVerifier {
    type Err = types::error::ConversionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenge_is_that_of_the_example_in_rfc_7636() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let verifier: CodeVerifier = verifier.parse().expect("within the limits");
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert_eq!(verifier.challenge().as_str(), challenge);
    }

    #[test]
    fn generated_verifier_is_new_and_reads_back() {
        let (one, other) = (CodeVerifier::generate(), CodeVerifier::generate());
        let (one, other) = (one.expect("randomness"), other.expect("randomness"));
        assert_ne!(one, other);
        let kept: CodeVerifier = one.expose().parse().expect("within the limits");
        assert_eq!(kept, one);
        assert!(!format!("{one:?}").contains(one.expose()));
        assert!("too-short".parse::<CodeVerifier>().is_err());
    }
}
