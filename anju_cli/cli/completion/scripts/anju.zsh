#compdef anju
# Completion of anju for zsh.

_anju() {
    emulate -L zsh -o extended_glob
    local reply kind line before program="${(Q)words[1]}"
    local -a values shown options
    whence -p -- "$program" >/dev/null || program=anju # an alias, or ~ in front of a path
    before="${(j: :)words[1,CURRENT-1]} $QIPREFIX$IPREFIX$PREFIX"
    reply="$(
        _ANJU_COMPLETE=zsh \
        _ANJU_COMPLETE_LINE="$before" \
        "$program" 2>/dev/null </dev/null
    )" || return 1
    kind="${reply%%$'\n'*}"
    case "$kind" in
        files) _files; return ;;
        folders) _files -/; return ;;
        words*) ;;
        *) return 1 ;;
    esac
    for line in "${(@f)${reply#$kind}}"; do
        [[ -n "$line" ]] || continue
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'##/  -- }")
    done
    (( $#values )) || return 1
    if [[ $kind == *instead* ]]; then
        options+=(-U)
        # What they have in common, often nothing, would take the place of what is typed:
        # several are listed first; with the next Tab the first of them is put in.
        if (( $#values > 1 )) && [[ $compstate[insert] == *unambiguous ]]; then
            compstate[insert]=
            compstate[list]='list force'
        fi
    fi
    [[ $kind == *open* ]] && options+=(-S '')
    shown=("${(@)shown%  -- }")
    [[ "$shown" != "$values" ]] && options+=(-l -d shown)
    compadd "${options[@]}" -V anju -a values
}

# In a folder of fpath this file is the function itself; elsewhere it is sourced.
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _anju "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _anju anju
fi
