# The two machines of a scenario, which are containers of compose.yaml: started, removed, asked for their logs.

compose() {
    local command=(docker compose)
    [[ $LAB_ENGINE == podman ]] && command=(podman-compose)
    "${command[@]}" --project-name "$LAB_PROJECT" --file "$here/compose.yaml" "$@"
}

# podman-compose succeeds even where a container does not start: whether both run, their first command shows.
start_machines() {
    compose up --detach --no-build > "$LAB_RESULTS.start" 2>&1 < /dev/null
}

# Removes both with their network and volume. Nothing to remove is no error.
remove_machines() {
    local output machine
    # The client first, for it has mounted from the server; and each by a stop, for the server's own end ends the
    # kernel's NFS threads, which would outlive a container that is killed.
    for machine in client server; do
        "$LAB_ENGINE" stop --time 15 "$LAB_PROJECT-$machine" > /dev/null 2>&1
    done
    output=$(compose down --volumes 2>&1 < /dev/null) || printf 'compose down:\n%s\n' "$output" >&2
    # podman-compose leaves the network.
    if "$LAB_ENGINE" network inspect "${LAB_PROJECT}_lab" > /dev/null 2>&1; then
        "$LAB_ENGINE" network rm "${LAB_PROJECT}_lab" > /dev/null
    fi
}

# Prints what the engine has said, and what the daemons of both have logged, also where a machine no longer runs.
print_logs() {
    local machine directory
    printf '==> compose up <==\n%s\n' "$(< "$LAB_RESULTS.start")"
    directory=$(mktemp --directory)
    for machine in server client; do
        "$LAB_ENGINE" cp "$LAB_PROJECT-$machine:/var/log/lab" "$directory/$machine" || continue
        (cd "$directory" && tail --verbose --lines=400 "$machine"/*)
    done
    rm -r "$directory"
}
