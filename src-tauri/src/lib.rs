//! The shell: the window around the core. It reads requests, calls the core and converts answers; it decides nothing.
//!
//! [`messages`] are the types that cross to the window, [`conversions`] make them from the core's, [`commands`] are
//! what the window can ask for, [`state`] is what lives as long as the application.

pub mod commands;
mod conversions;
mod error;
pub mod keychain;
mod last_words;
pub mod messages;
mod navigation;
mod renewal;
mod safekeeping;
mod sleep;
pub mod state;
#[cfg(target_os = "linux")]
mod wiping;

use std::process::ExitCode;

use tauri::{Builder, Context, Runtime, Wry};

use state::App;

/// Runs the application until its window is closed.
#[must_use]
pub fn run() -> ExitCode {
    #[cfg(target_os = "linux")]
    wiping::wipe_what_is_freed();
    run_in(context())
}

/// The window, its policy, and the embedded user interface.
#[must_use]
pub fn context() -> Context<Wry> {
    tauri::generate_context!()
}

/// Runs the application in a context that may differ from its own. The benches put another page into it.
#[must_use]
#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
pub fn run_in(mut context: Context<Wry>) -> ExitCode {
    last_words::keep_short();
    navigation::lead_to_nowhere(&mut context);
    let app = match App::on_this_machine() {
        Ok(app) => app,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let builder = Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| show_window(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(navigation::walls())
        .setup(|app| {
            sleep::watch(app.handle().clone());
            Ok(())
        })
        .on_window_event(|window, event| {
            // What is due is backed up, and the key goes, before the program does.
            if matches!(event, tauri::WindowEvent::Destroyed) {
                tauri::Manager::state::<App>(window).lock(|| ());
            }
        });
    match with_commands(builder).manage(app).run(context) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The window could not be opened: {error}. Nothing was changed.");
            ExitCode::FAILURE
        }
    }
}

/// Registers every command. The tests do the same on Tauri's mock runtime.
pub fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.invoke_handler(tauri::generate_handler![
        commands::vault::vault,
        commands::vault::create_vault,
        commands::vault::unlock,
        commands::vault::recover,
        commands::vault::unlock_with_keychain,
        commands::vault::lock,
        commands::vault::change_passphrase,
        commands::vault::renew_recovery_code,
        commands::vault::export_plain,
        commands::vault::add_to_keychain,
        commands::vault::remove_from_keychain,
        commands::backups::backups,
        commands::backups::make_backup,
        commands::backups::verify_backup,
        commands::backups::schedule_backups,
        commands::backups::choose_backup_folder,
        commands::backups::restore_backup,
        commands::backups::restore_other_backup,
        commands::backups::salvage,
        commands::backups::check_integrity,
        commands::home::home,
        commands::home::search,
        commands::home::begin_sample,
        commands::start::start_form,
        commands::start::start_interview,
        commands::start::add_skill,
        commands::interview::open_assessment,
        commands::interview::change,
        commands::interview::undo,
        commands::interview::redo,
        commands::interview::move_to,
        commands::interview::pause,
        commands::interview::resume,
        commands::interview::conclude,
        commands::interview::correct,
        commands::interview::discard,
        commands::evidence::attach_files,
        commands::evidence::save_attachment,
        commands::rules::decision_rules,
        commands::rules::try_rule,
        commands::rules::save_rule,
        commands::settings::settings,
        commands::settings::save_settings,
        commands::signers::signers,
        commands::signers::trust_signer,
        commands::signers::distrust_signer,
        commands::signers::save_root,
        commands::signers::import_identity,
        commands::signers::export_identity,
        commands::audit::audit_trail,
        commands::audit::verify_audit,
        commands::people::people,
        commands::people::person,
        commands::people::erase_candidate,
        commands::people::save_receipt,
        commands::report::prepare_signing,
        commands::report::preview_report,
        commands::report::sign_report,
        commands::report::open_report,
        commands::report::show_report,
        commands::report::choose_folder,
        commands::report::save_copy,
        commands::report::save_data,
        commands::verify::verify_report,
        commands::verify::receive_report,
        commands::review::received_reports,
        commands::review::preview_received,
        commands::review::review,
        commands::review::save_review,
        commands::review::countersign,
        commands::review::save_received,
        commands::review::show_received,
    ])
}

fn show_window<R: Runtime>(app: &tauri::AppHandle<R>) {
    use tauri::Manager;
    if let Some(window) = app.get_webview_window("main") {
        // A window that can't come to the front stays where it is; there is nobody to tell.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
