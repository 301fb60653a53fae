# Container Anatomy. The two commands that matter: make demo, make test.
# Each target does all it needs by itself.

SWIFT     ?= swift
PREFIX    ?= /usr/local
DESTDIR   ?=
LANGUAGE  ?=
TOOLS      = ns-unshare ns-enter ns-list ns-compare cgroup-run cgroup-top pid1-reaper lab
SCRATCH    = .build
# libcap-dev: to build. hostname: a lab types it. The others are for tests and benchmarks only.
PACKAGES   = libcap-dev hostname
TEST_PACKAGES = $(PACKAGES) bash-completion busybox-static fish groff-base hyperfine python3 strace systemd tmux uidmap util-linux zsh $(shell Labs/Playground/playground packages)
# To build the peers' test programs.
PEER_PACKAGES = gcc iproute2 libcap-dev make python3-dev python3-venv xz-utils
# Beside which `make bench` measures.
BENCH_PACKAGES = catatonit dumb-init tini
BUILD      = $(SWIFT) build --scratch-path $(SCRATCH) --explicit-target-dependency-import-check error

.PHONY: help deps test-deps build tests demo lab test test-peers test-quick lint format playground bench order install uninstall clean

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## make deps         install the Debian packages that are missing
deps:
	@Tests/Run/install-missing $(PACKAGES)
test-deps:
	@Tests/Run/install-missing $(TEST_PACKAGES)

## make build        every tool, in bin/
build: deps
	@$(BUILD) -c release --static-swift-stdlib --quiet 2>&1 | Tests/Run/quiet; exit $${PIPESTATUS[0]}
	@mkdir -p bin
	@for tool in $(TOOLS); do cmp -s $(SCRATCH)/release/$$tool bin/$$tool || install -m 755 $(SCRATCH)/release/$$tool bin/$$tool; done

## make demo         perform the labs that this host can run
demo: build
	@bin/lab demo --auto $(if $(LANGUAGE),--language $(LANGUAGE))

## make lab LAB=ID   do one lab yourself
lab: build
	@if [ -n "$(LAB)" ]; then bin/lab start $(LAB); else bin/lab list; fi

tests: build
	@$(BUILD) --build-tests --quiet 2>&1 | Tests/Run/quiet; exit $${PIPESTATUS[0]}

## make test         everything: units, tools and labs on this host, and again in the virtual machine
test: test-deps tests
	@Tests/Run/run-tests --host --playground

## make test-peers   the peers' own tests on our tools: of util-linux in the virtual machine, of dumb-init and tini
test-peers: build
	@Tests/Run/install-missing $(TEST_PACKAGES) $(PEER_PACKAGES)
	@Tests/Peers/inits
	@Labs/Playground/playground prepare
	@Tests/Peers/util-linux

## make test-quick   the units only, in seconds once they are built
test-quick: deps
	@$(BUILD) --build-tests --quiet 2>&1 | Tests/Run/quiet; exit $${PIPESTATUS[0]}
	@Tests/Run/run-tests --units

## make lint         formatting of the code, and all lab files
lint: build
	@$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	@bin/lab lint

## make format       format the code
format:
	@$(SWIFT) format --in-place --recursive Sources Tests Package.swift

## make playground   a shell in a throw-away virtual machine with every feature
playground: test-deps build
	@Labs/Playground/playground prepare
	@Labs/Playground/playground shell

## make bench        beside util-linux, in one run, as ratios; what watching a lab costs
bench: test-deps build
	@Tests/Run/install-missing $(BENCH_PACKAGES)
	@Tests/Bench/bench.py
	@Tests/Bench/inits.py
	@Tests/Bench/cgroups.py
	@Labs/Playground/playground prepare
	@Labs/Playground/playground run -- Tests/Bench/cgroups.py 3 1000
	@Tests/Bench/lab.py

## make order        Sources/start.order anew: what a start needs lies side by side
order: deps
	@Tests/Run/install-missing valgrind
	@ANATOMY_MAP=$(abspath $(SCRATCH))/order.map $(BUILD) -c release --static-swift-stdlib --product pid1-reaper --quiet
	@Tests/Bench/order.py $(SCRATCH)/release/pid1-reaper $(SCRATCH)/order.map > $(SCRATCH)/start.order
	@mv $(SCRATCH)/start.order Sources/start.order

## make install PREFIX=/usr/local DESTDIR=   tools, man pages, completions, labs
INTO       = $(DESTDIR)$(PREFIX)
MAN        = $(INTO)/share/man/man1
MAN_ZH     = $(INTO)/share/man/zh_CN/man1
BASH_WORDS = $(INTO)/share/bash-completion/completions
ZSH_WORDS  = $(INTO)/share/zsh/site-functions
FISH_WORDS = $(INTO)/share/fish/vendor_completions.d
LABS       = $(INTO)/share/container-anatomy

install: build
	@set -e; umask 022; install -d "$(INTO)/bin" "$(MAN)" "$(MAN_ZH)" "$(BASH_WORDS)" "$(ZSH_WORDS)" "$(FISH_WORDS)" "$(LABS)"; \
	for tool in $(TOOLS); do \
	  install -m 755 bin/$$tool "$(INTO)/bin/"; \
	  bin/$$tool --generate bash > "$(BASH_WORDS)/$$tool"; \
	  bin/$$tool --generate zsh > "$(ZSH_WORDS)/_$$tool"; \
	  bin/$$tool --generate fish > "$(FISH_WORDS)/$$tool.fish"; \
	  bin/$$tool --generate man > "$(MAN)/$$tool.1"; \
	  bin/$$tool --generate man-zh > "$(MAN_ZH)/$$tool.1"; \
	done; \
	rm -rf "$(LABS)/Labs"; cp -r Labs "$(LABS)/"
	@echo "installed in $(INTO)"

## make uninstall    what make install has put there, with the same PREFIX and DESTDIR
uninstall:
	@for tool in $(TOOLS); do \
	  rm -f "$(INTO)/bin/$$tool" "$(MAN)/$$tool.1" "$(MAN_ZH)/$$tool.1" "$(BASH_WORDS)/$$tool" \
	    "$(ZSH_WORDS)/_$$tool" "$(FISH_WORDS)/$$tool.fish"; \
	done; rm -rf "$(LABS)"
	@echo "removed from $(INTO)"

## make clean
clean:
	rm -rf $(SCRATCH) .build-playground .build-peers bin

SHELL = /bin/bash
