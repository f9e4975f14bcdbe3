/// Hears how far a long piece of work has come. Called from many threads.
pub trait Progress: Sync {
    /// A stage begins, of `total` steps.
    fn begin(&self, stage: &str, total: u64);
    /// So many steps more are done.
    fn advance(&self, steps: u64);
}

/// A progress that nobody looks at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: &str, _total: u64) {}
    fn advance(&self, _steps: u64) {}
}
