# Every task of this repository; `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.PHONY: help setup setup-test run build test soak lint format coverage docs benchmark clean

help: ## List the tasks
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## Install what building needs (system packages; asks for root where it must)
	@Scripts/setup build

setup-test: ## Install what the tests need beside that
	@Scripts/setup test

build: setup ## Build the release executable, .build/release/scrubjay
	@Scripts/build

run: build ## Show Scrubjay at work, then leave its server listening
	@Scripts/run

test: setup-test ## Run every test, and hold what ran to the floor of coverage
	@Scripts/test

lint: setup ## Check format, layering and that the documentation is complete
	@Scripts/lint

format: ## Format every Swift file
	@swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks Examples

soak: setup-test ## Kill the server 500 times while it works, and see that nothing is lost
	@Scripts/soak

coverage: ## Say which share of the lines ran in the last `make test`
	@Scripts/coverage

docs: setup ## Write the reference of the library as web pages into .build/docs
	@Scripts/docs

benchmark: build ## Measure speed and memory, as ratios against this machine's own limits
	@Scripts/benchmark

clean: ## Remove everything that was built
	@rm -rf .build && echo "removed .build"
