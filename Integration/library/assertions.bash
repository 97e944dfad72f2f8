# What a scenario is written with: it runs a command on a machine, then asserts what it saw.
#
#     run on client su - ldapuser1 -c pwd
#     assert "su - ldapuser1 lands in /home/ldapuser1" prints /home/ldapuser1
#
# `run` keeps the command, its exit status and what it printed to both streams; each `assert` after it is one
# numbered line, and where it fails is followed by all three. A failed `require` ends the scenario, `assert` does not.

set -uo pipefail

# Lengths are in bytes, whatever the output holds.
export LC_ALL=C

# How long one command on a machine may take, in seconds.
readonly command_limit=60

# How long a machine may take to be ready, in seconds.
readonly ready_limit=180

# A status of no command: the machine does not answer.
readonly gone=250

# To write to a machine that is gone is an error, not the end.
trap '' PIPE

number=0
ran=
status=0
output=

# The descriptors of each machine's session: what is asked, and what it answers.
declare -A asks answers

# Opens the session of the machine $1. It ends as soon as the scenario does and its descriptors with it.
open_session() {
    local pipes
    pipes=$(mktemp --directory)
    mkfifo "$pipes/asks" "$pipes/answers"
    "$LAB_ENGINE" exec --interactive "$LAB_PROJECT-$1" bash -c "$(< "${BASH_SOURCE[0]%/*}/session")" \
        < "$pipes/asks" > "$pipes/answers" &
    exec {asks[$1]}> "$pipes/asks" {answers[$1]}< "$pipes/answers"
    rm -r "$pipes"
}

# ask MACHINE REQUEST: prints the answer's output, returns its status; where the machine is gone, `gone`.
ask() {
    local status length output
    if ! printf '%s\n' "$2" 2> /dev/null >&"${asks[$1]}" ||
        ! read -r -t "$((command_limit + 15))" status length <&"${answers[$1]}"; then
        echo "the $1 does not answer"
        return "$gone"
    fi
    IFS= read -r -N "$length" output <&"${answers[$1]}"
    printf '%s\n' "$output"
    return "$status"
}

# Runs a command on the machine $1, `server` or `client`, as root.
on() {
    local machine=$1
    shift
    ask "$machine" "timeout --kill-after=5 $command_limit ${*@Q}"
}

# The same, with this standard input.
on_with_input() {
    local machine=$1 input
    shift
    input=$(cat)
    # One line, even where the input has many.
    printf -v input %q "$input"
    ask "$machine" "printf '%s\n' $input | timeout --kill-after=5 $command_limit ${*@Q}"
}

# The same, for a daemon: returns at once, and the command runs on.
on_in_background() {
    local machine=$1
    shift
    ask "$machine" "${*@Q} > /dev/null 2>&1 &" > /dev/null
}

run() {
    ran="$*"
    status=0
    output=$("$@" 2>&1) || status=$?
}

# assert TITLE PREDICATE [ARGUMENT…]
assert() {
    local title=$1
    shift
    number=$((number + 1))
    if "$@"; then
        echo "ok $number - $title"
        echo passed >> "$LAB_RESULTS"
    else
        echo "not ok $number - $title"
        echo failed >> "$LAB_RESULTS"
        printf '    expected: %s\n    command:  %s\n    status:   %s\n    output:\n' "$*" "$ran" "$status"
        sed 's/^/        /' <<< "$output"
        return 1
    fi
}

# The same, for what all that follows stands on: where it fails, the scenario ends.
require() {
    assert "$@" || exit 1
}

# Polls a command until it succeeds; false where it has not within $1 seconds, or the machine is gone.
within() {
    local deadline=$((SECONDS + $1))
    shift
    until run "$@" && [[ $status -eq 0 ]]; do
        [[ $SECONDS -lt $deadline && $status -ne $gone ]] || return 1
        sleep 0.3
    done
}

# The predicates, each about the last `run`.

exits() { [[ $status -eq $1 ]]; }
fails() { [[ $status -ne 0 && $status -ne 124 && $status -ne $gone ]]; }
prints() { [[ $status -eq 0 && $output == "$1" ]]; }
prints_nothing() { [[ $output == "" ]]; }
has_line() { grep --quiet --line-regexp --fixed-strings -e "$1" <<< "$output"; }
has_line_like() { grep --quiet --line-regexp --extended-regexp -e "$1" <<< "$output"; }
mentions() { grep --quiet --fixed-strings -e "$1" <<< "$output"; }
mentions_not() { ! mentions "$1"; }

for machine in server client; do
    open_session "$machine"
    if ! within "$ready_limit" on "$machine" /lab/ready; then
        printf 'the %s is not ready:\n%s\n' "$machine" "$output"
        exit 1
    fi
done
