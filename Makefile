# The commands of the project; each sets up what it needs, as root on Debian 12 with a Swift 6.3 toolchain.

.PHONY: demo test lab build format clean

# The main job on a directory of its own, in a temporary place.
demo:
	@Integration/demo

# Everything: unit and component tests, then the lab.
test: unit-test lab

.PHONY: unit-test
unit-test:
	@Integration/require-toolchain
	@Integration/install-packages build test
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build --disable-xctest

# A login to a home over NFS, on real servers.
lab:
	@Integration/lab

build:
	@Integration/require-toolchain
	@Integration/install-packages build
	swift build -c release --product autohome --static-swift-stdlib

format:
	swift format --in-place --recursive --parallel Sources Tests Package.swift

clean:
	rm -rf .build .build-lab
