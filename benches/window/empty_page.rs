//! The least that the shell can show: the same program, window and content security policy around an empty page.

use std::borrow::Cow;
use std::process::ExitCode;

use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::{Assets, Wry};

/// The argument with which this bench becomes the application with the empty page.
pub(crate) const SHOW: &str = "--empty-page";

const FILES: [(&str, &[u8]); 2] =
    [("/index.html", include_bytes!("page/index.html")), ("/interactive.js", include_bytes!("page/interactive.js"))];

/// Shows the empty page until its window is closed.
pub(crate) fn run() -> ExitCode {
    let mut context = vouchsafe::context();
    context.set_assets(Box::new(EmptyPage));
    vouchsafe::run_in(context)
}

struct EmptyPage;

impl Assets<Wry> for EmptyPage {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        FILES.iter().find(|(name, _)| *name == key.as_ref()).map(|(_, bytes)| Cow::Borrowed(*bytes))
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(FILES.iter().map(|(name, bytes)| (Cow::Borrowed(*name), Cow::Borrowed(*bytes))))
    }

    fn csp_hashes(&self, _: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}
