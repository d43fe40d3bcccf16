# `make run` opens Vouchsafe, `make test` tests everything. Both set up what they need first.

# In CI the build artifacts live outside the checkout, so that a clean clone need not build the dependencies anew.
ifeq ($(CI)$(if $(XDG_CACHE_HOME)$(HOME),,homeless),true)
export CARGO_TARGET_DIR ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/vouchsafe-target
endif

.PHONY: run test torture bench set-up set-up-for-tests ui types format

run: set-up
	@scripts/run

test: set-up-for-tests
	@scripts/test

# Every byte of a signed report changed in three ways (some 387 000 files), none of which may be valid.
torture: set-up
	@cargo test --workspace --lib --quiet workspace::attacks::bytes::torture -- --ignored --nocapture

# How fast the window is, next to what cannot be avoided; signing, next to pyHanko; and what encryption costs.
bench: ui
	@cargo bench --workspace --bench signing
	@cargo bench --workspace --bench vault
	@xvfb-run --auto-servernum --server-args='-screen 0 1600x1200x24' dbus-run-session -- \
		cargo bench --workspace --bench window

set-up:
	@scripts/set-up

# And what only the tests need and takes minutes to build.
set-up-for-tests:
	@scripts/set-up tests

# The user interface alone, as the application embeds it.
ui: set-up
	@npm --prefix ui run --silent build

# The TypeScript side of the wire types, generated from src-tauri/src/messages.
types:
	@VOUCHSAFE_WRITE_TYPES=1 cargo test --quiet --test house_rules types

format:
	@cargo fmt --all
	@npm --prefix ui run --silent format
