# Completion of anju for bash, 3.2 and later.

_anju() {
    local reply kind line help program="$1" word="${COMP_WORDS[COMP_CWORD]}"
    local -a values=() lines=()
    COMPREPLY=()
    type -P "$program" >/dev/null || program=anju # an alias, or ~ in front of a path
    [[ $word == [=:]* ]] && word= # a sign that breaks words stays
    reply="$(
        _ANJU_COMPLETE=bash \
        _ANJU_COMPLETE_LINE="${COMP_LINE:0:COMP_POINT}" \
        _ANJU_COMPLETE_WORD="$word" \
        "$program" 2>/dev/null </dev/null
    )" || return 0
    kind="${reply%%$'\n'*}"
    case "$kind" in
        files)
            compopt -o default 2>/dev/null || _anju_paths -f "$word"
            return 0
            ;;
        folders)
            compopt -o dirnames 2>/dev/null || _anju_paths -d "$word"
            return 0
            ;;
        words*) ;;
        *) return 0 ;;
    esac
    while IFS=$'\t' read -r line help; do
        [ -n "$line" ] || continue
        values+=("$line")
        lines+=("$line${help:+  ($help)}")
    done <<<"${reply#"$kind"}"
    [[ $kind == *open* ]] && compopt -o nospace 2>/dev/null
    compopt -o nosort 2>/dev/null
    # What a word means is shown beside it where words are listed, not where one is put in.
    if [ "${#values[@]}" -gt 1 ] && [[ ${COMP_TYPE:-9} == 9 || ${COMP_TYPE:-9} == 63 ]]; then
        COMPREPLY=("${lines[@]}")
    elif [ "${#values[@]}" -gt 0 ]; then
        COMPREPLY=("${values[@]}")
    fi
    return 0
}

# bash 3.2 cannot be told to complete paths itself.
_anju_paths() {
    local path
    while IFS= read -r path; do
        COMPREPLY+=("$path")
    done < <(compgen "$1" -- "$2")
}

complete -F _anju anju
