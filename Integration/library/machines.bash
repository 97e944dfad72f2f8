# The two machines of a scenario: containers of compose.yaml, started, removed, and in between asked for their logs.

compose() {
    local command=(docker compose)
    [[ $LAB_ENGINE == podman ]] && command=(podman-compose)
    "${command[@]}" --project-name "$LAB_PROJECT" --file "$here/compose.yaml" "$@"
}

start_machines() {
    local output
    if ! output=$(compose up --detach --no-build 2>&1 < /dev/null); then
        printf 'compose up:\n%s\n' "$output"
        return 1
    fi
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
}

print_logs() {
    local machine
    for machine in server client; do
        echo "# ---- log of the $machine"
        "$LAB_ENGINE" logs --tail 20 "$LAB_PROJECT-$machine" 2>&1
        timeout 30 "$LAB_ENGINE" exec "$LAB_PROJECT-$machine" \
            sh -c 'for log in /var/log/lab/*; do echo "# ---- $log"; tail -n 400 "$log"; done' 2>&1
    done
}
