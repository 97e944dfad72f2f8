# The commands of the project; each sets up what it needs, as root on Debian 12 with a Swift 6.3 toolchain.

.PHONY: demo test lab build manual format clean

# The main job on a directory of its own, in a temporary place.
demo:
	@Integration/demo

# Everything: unit and component tests, then the lab. All tests at once would start a hundred servers on two cores.
test: unit-test lab

.PHONY: unit-test
unit-test:
	@Integration/require-toolchain
	@Integration/install-packages build test
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build --disable-xctest --experimental-maximum-parallelization-width 8

# A directory that changes by chance, followed over connections that are cut: make soak SEEDS=200 FIRST_SEED=0
.PHONY: soak
soak: SEEDS = 200
soak: FIRST_SEED = 0
soak:
	@Integration/require-toolchain
	@Integration/install-packages build test
	SEEDS=$(SEEDS) FIRST_SEED=$(FIRST_SEED) swift test --disable-xctest --filter ChurnTests \
		--experimental-maximum-parallelization-width 8

# Files made by chance, against the laws of every parser and against the real daemons: make fuzz SECONDS=600 SEED=7
.PHONY: fuzz
fuzz: SECONDS = 120
fuzz:
	@Integration/require-toolchain
	@SECONDS_TO_FUZZ=$(SECONDS) SEED=$(SEED) Tests/Fuzz/run all

# Every libFuzzer program once, for a few seconds: what a continuous build can afford.
.PHONY: fuzz-smoke
fuzz-smoke:
	@Integration/require-toolchain
	@SECONDS_TO_FUZZ=27 SEED=1 Tests/Fuzz/run parsers

# A login to a home over NFS, on real servers.
lab:
	@Integration/lab

# The program as it is installed: position independent, and every address that it takes from a library is read-only
# once it runs.
build:
	@Integration/require-toolchain
	@Integration/install-packages build
	swift build -c release --product autohome --static-swift-stdlib --disable-local-rpath \
		-Xlinker -z -Xlinker relro -Xlinker -z -Xlinker now -Xlinker -z -Xlinker noexecstack

# Time and memory beside peers, of the program as it is installed, as the file grows, and for hostile files; fails where a promise is not kept.
.PHONY: bench
bench: build
	@Integration/install-packages bench
	swift build -c release --package-path Tests/Benchmarks --scratch-path .build-benchmarks
	strip .build/release/autohome -o .build-benchmarks/autohome
	.build-benchmarks/release/benchmarks .build-benchmarks/autohome

# The manual page, from what the command says of itself. Its exit statuses are not those that mdoc(7) takes for granted.
manual:
	swift package --allow-writing-to-directory docs/man generate-manual --output-directory docs/man
	sed -i 's/^\.Ex -std.*/0 success; 1 finished, but found errors or refused entries; 2 could not do the work; 64 usage error./' docs/man/autohome.1

format:
	swift format --in-place --recursive --parallel Sources Tests Package.swift

clean:
	rm -rf .build .build-lab .build-benchmarks
