_ziping_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }
_ziping_files() {
    local name
    compopt -o filenames 2>/dev/null
    while IFS= read -r name; do
        if [[ ${name##*/} == .* && ${cur##*/} != .* ]]; then continue; fi  # the folder of kept versions
        if [[ -d $name || $1 == "*" || $name =~ \.($1)$ ]]; then COMPREPLY+=("$name"); fi
    done < <(compgen -f -- "$cur")
}
_ziping_offer() {
    case $1 in
        words\ *) _ziping_words "${1#words }" ;;
        files\ *) _ziping_files "${1#files }" ;;
    esac
}
_ziping() {
    local cur=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} at=0 i key
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        if [[ $cur == -* ]]; then _ziping_words "-h --help --version"; return; fi
        _ziping_words "${!_ziping_options[*]}"
        _ziping_files toml
        return
    fi
    key="$command ${COMP_WORDS[COMP_CWORD-1]}"
    if [[ -n ${_ziping_values[$key]+x} ]]; then _ziping_offer "${_ziping_values[$key]}"; return; fi
    for ((i = 2; i < COMP_CWORD; i++)); do
        key="$command ${COMP_WORDS[i]}"
        if [[ -n ${_ziping_values[$key]+x} ]]; then ((i++)); elif [[ ${COMP_WORDS[i]} != -* ]]; then ((at++)); fi
    done
    [[ -n ${_ziping_options[$command]+x} ]] || return
    if [[ $cur == -* ]]; then _ziping_words "${_ziping_options[$command]}"; return; fi
    key="$command $at"
    if [[ -z ${_ziping_slots[$key]+x} ]]; then key="$command more"; fi
    _ziping_offer "${_ziping_slots[$key]-}"
}
complete -F _ziping ziping
