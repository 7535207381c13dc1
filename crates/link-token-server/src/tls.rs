//! TLS: a certificate and its key in PEM files, which can be replaced while the server runs.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use rustls::{
    ServerConfig,
    pki_types::{
        CertificateDer, PrivateKeyDer,
        pem::{self, PemObject as _},
    },
};
use x509_cert::der::Decode as _;

use crate::clock;

/// The time before the end of a certificate from which its renewal is late. Programs that renew
/// certificates do so earlier.
const NOTICE: TimeDelta = TimeDelta::days(14);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The file of the certificate and its intermediate certificates.
    pub certificate: PathBuf,
    /// The file of the private key.
    pub key: PathBuf,
}

/// The time span in which a certificate is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Certificate {
    pub not_before: DateTime<Utc>,
    pub not_after: DateTime<Utc>,
}

impl Certificate {
    /// Returns true if the certificate ends within 14 days. A certificate of a shorter lifetime
    /// ends soon in the last third of it.
    pub fn ends_soon(&self, now: DateTime<Utc>) -> bool {
        let lifetime = self.not_after - self.not_before;
        self.not_after - now <= NOTICE.min(lifetime / 3)
    }
}

/// The content of TLS files.
#[derive(Debug)]
pub struct LoadedTls {
    pub config: ServerConfig,
    pub certificate: Certificate,
}

#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("cannot read {} ({cause}): correct the path, or let the user of the server read it", path.display())]
    Read { path: PathBuf, cause: io::Error },
    #[error("{} contains no {expected} in PEM ({cause}): put one there", path.display())]
    Pem { path: PathBuf, expected: &'static str, cause: &'static str },
    #[error(
        "the certificate in {} ended at {}: put a renewed one there",
        path.display(),
        at.to_rfc3339_opts(SecondsFormat::Secs, true)
    )]
    Ended { path: PathBuf, at: DateTime<Utc> },
    #[error(
        "the certificate in {} is not valid before {}: use another one, or correct the clock of this machine",
        path.display(),
        at.to_rfc3339_opts(SecondsFormat::Secs, true)
    )]
    NotYetValid { path: PathBuf, at: DateTime<Utc> },
    #[error(
        "the key in {} does not belong to the first certificate in {}: set the key of that certificate, and put intermediate \
         certificates after it",
        .0.key.display(), .0.certificate.display()
    )]
    KeyMismatch(TlsFiles),
    #[error(
        "the certificate in {} or the key in {} cannot be used ({cause}): create both again, with RSA or ECDSA",
        files.certificate.display(), files.key.display()
    )]
    Unusable { files: TlsFiles, cause: String },
}

impl TlsFiles {
    /// Reads the files, and checks that they belong together and that the certificate is valid now.
    pub fn load(&self) -> Result<LoadedTls, TlsError> {
        let no_pem = |path: &Path, expected, cause| TlsError::Pem {
            path: path.to_owned(),
            expected,
            // Its text shows bytes of the file, which may be those of a key.
            cause: match cause {
                pem::Error::MissingSectionEnd { .. } => "the END line is missing",
                pem::Error::IllegalSectionStart { .. } => "a BEGIN line is not complete",
                pem::Error::Base64Decode(_) => "the Base64 is damaged",
                pem::Error::NoItemsFound => "no BEGIN line of one was found",
                _ => "the file cannot be read as PEM",
            },
        };
        let text = read(&self.certificate)?;
        let chain = CertificateDer::pem_slice_iter(&text).collect::<Result<Vec<_>, _>>();
        let chain = chain.map_err(|cause| no_pem(&self.certificate, "certificate", cause))?;
        if chain.is_empty() {
            return Err(no_pem(&self.certificate, "certificate", pem::Error::NoItemsFound));
        }
        let own = chain[0].clone();
        let text = zeroize::Zeroizing::new(read(&self.key)?);
        let key = PrivateKeyDer::from_pem_slice(&text);
        let key = key.map_err(|cause| no_pem(&self.key, "private key", cause))?;

        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let unusable = |cause| match cause {
            rustls::Error::InconsistentKeys(_) => TlsError::KeyMismatch(self.clone()),
            rustls::Error::General(cause) => TlsError::Unusable { files: self.clone(), cause },
            // Its text is made for programmers.
            rustls::Error::InvalidCertificate(_) => {
                TlsError::Unusable { files: self.clone(), cause: NO_CERTIFICATE.to_owned() }
            }
            other => TlsError::Unusable { files: self.clone(), cause: other.to_string() },
        };
        let builder = ServerConfig::builder_with_provider(provider);
        let builder = builder.with_safe_default_protocol_versions().map_err(unusable)?;
        let config = builder.with_no_client_auth().with_single_cert(chain, key);
        let mut config = config.map_err(unusable)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let certificate = validity(&own).ok_or_else(|| TlsError::Unusable {
            files: self.clone(),
            cause: NO_CERTIFICATE.to_owned(),
        })?;
        let path = || self.certificate.clone();
        let now = clock::now();
        if now > certificate.not_after {
            return Err(TlsError::Ended { path: path(), at: certificate.not_after });
        }
        if now < certificate.not_before {
            return Err(TlsError::NotYetValid { path: path(), at: certificate.not_before });
        }
        Ok(LoadedTls { config, certificate })
    }
}

const NO_CERTIFICATE: &str = "the certificate is not an X.509 certificate";

/// Returns the time span in which a certificate is valid. `rustls` does not show it.
fn validity(certificate: &CertificateDer<'_>) -> Option<Certificate> {
    let parsed = x509_cert::Certificate::from_der(certificate).ok()?;
    let validity = parsed.tbs_certificate.validity;
    Some(Certificate {
        not_before: validity.not_before.to_system_time().into(),
        not_after: validity.not_after.to_system_time().into(),
    })
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    fs::read(path).map_err(|cause| TlsError::Read { path: path.to_owned(), cause })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificate_ends_soon_in_the_last_14_days_or_the_last_third() {
        let start = DateTime::UNIX_EPOCH;
        for (lifetime, days_before_end, expected) in
            [(90, 15, false), (90, 14, true), (90, -1, true), (6, 3, false), (6, 2, true)]
        {
            let not_after = start + TimeDelta::days(lifetime);
            let certificate = Certificate { not_before: start, not_after };
            let now = not_after - TimeDelta::days(days_before_end);
            assert_eq!(certificate.ends_soon(now), expected, "{lifetime} {days_before_end}");
        }
    }
}
