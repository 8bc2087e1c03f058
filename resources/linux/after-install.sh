
# Lineside: rules for scanners and label printers.
LINESIDE_RULES='/opt/${sanitizedProductName}/resources/linux/70-lineside.rules'
if [ -d /usr/lib/udev/rules.d ] && [ -f "$LINESIDE_RULES" ]; then
  install -m 0644 "$LINESIDE_RULES" /usr/lib/udev/rules.d/70-lineside.rules
  if hash udevadm 2>/dev/null; then
    udevadm control --reload-rules || true
    udevadm trigger --subsystem-match=tty --subsystem-match=usbmisc || true
  fi
fi
echo "Lineside: whoever sits at this machine may open USB scanners and label printers."
echo "Lineside: a station without a log-in needs its user in a group: usermod -aG dialout,lp USER"
