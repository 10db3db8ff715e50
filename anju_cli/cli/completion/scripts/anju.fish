# Completion of anju for fish.

function __anju_complete
    set -l line (commandline -cp | string collect)
    set -l called (commandline -opc)
    command -q -- $called[1]; or set called anju # an alias, or ~ in front of a path
    set -l reply (env _ANJU_COMPLETE=fish _ANJU_COMPLETE_LINE="$line" $called[1] 2>/dev/null </dev/null)
    switch "$reply[1]"
        case files
            __fish_complete_path (commandline -ct)
        case folders
            __fish_complete_directories (commandline -ct) ''
        case 'words*'
            string join \n -- $reply[2..]
    end
end

complete -c anju -f -k -a '(__anju_complete)'
