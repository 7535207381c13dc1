//! How long each function takes that every request goes through.

fn main() {
    divan::main();
}

/// By their names.
#[divan::bench(args = link_token_bench::FUNCTIONS.iter().map(|(name, _)| name))]
fn function(bencher: divan::Bencher<'_, '_>, name: &str) {
    let known = link_token_bench::FUNCTIONS.iter().find(|(known, _)| *known == name);
    let (_, function) = known.expect("one of them");
    bencher.bench(function);
}
