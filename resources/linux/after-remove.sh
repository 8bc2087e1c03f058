
# Lineside: an upgrade removes the old version after the new one is there, and keeps the rules.
case "$1" in
  remove | purge | 0)
    rm -f /usr/lib/udev/rules.d/70-lineside.rules
    if hash udevadm 2>/dev/null; then
      udevadm control --reload-rules || true
    fi
    ;;
esac
