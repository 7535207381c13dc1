//! TLS: a certificate and its key in PEM files, which can be replaced while the server runs.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The file of the certificate and its intermediate certificates.
    pub certificate: PathBuf,
    /// The file of the private key.
    pub key: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("cannot read {}: {cause}", path.display())]
    Read { path: PathBuf, cause: io::Error },
    #[error("{} contains no {expected} in PEM: {cause}", path.display())]
    Pem { path: PathBuf, expected: &'static str, cause: String },
    #[error("the certificate in {} and the key in {} do not work together: {cause}", files.certificate.display(), files.key.display())]
    Unusable { files: TlsFiles, cause: rustls::Error },
}

impl TlsFiles {
    /// Reads the files, and checks that they belong together.
    pub fn load(&self) -> Result<ServerConfig, TlsError> {
        let pem = |path: &Path, expected, cause: rustls::pki_types::pem::Error| TlsError::Pem {
            path: path.to_owned(),
            expected,
            cause: cause.to_string(),
        };
        let text = read(&self.certificate)?;
        let chain = CertificateDer::pem_slice_iter(&text).collect::<Result<Vec<_>, _>>();
        let chain = chain.map_err(|cause| pem(&self.certificate, "certificate", cause))?;
        if chain.is_empty() {
            return Err(pem(
                &self.certificate,
                "certificate",
                rustls::pki_types::pem::Error::NoItemsFound,
            ));
        }
        let text = zeroize::Zeroizing::new(read(&self.key)?);
        let key = PrivateKeyDer::from_pem_slice(&text);
        let key = key.map_err(|cause| pem(&self.key, "private key", cause))?;

        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let unusable = |cause| TlsError::Unusable { files: self.clone(), cause };
        let builder = ServerConfig::builder_with_provider(provider);
        let builder = builder.with_safe_default_protocol_versions().map_err(unusable)?;
        let config = builder.with_no_client_auth().with_single_cert(chain, key);
        let mut config = config.map_err(unusable)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(config)
    }
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    fs::read(path).map_err(|cause| TlsError::Read { path: path.to_owned(), cause })
}
