import { ok } from '../../problems.ts';
import { crc16 } from '../../serial/formats/lorawan.ts';
import { fillAll, type PayloadKind, unfit } from './kind.ts';

/**
 * LoRa Alliance TR005, LoRaWAN Device Identification QR Codes: `LW:D0:<JoinEUI>:<DevEUI>:<ProfileID>` and, in this
 * order, owner token (O), serial number (S), the vendor's own (P), checksum (C). All of it stays within QR's
 * alphanumeric mode, as the recommendation asks. Keys have no place here; the owner token is the one thing that a
 * reader may claim the device with, and TR005 wants such a code inside the box.
 */
export const loRaWan: PayloadKind<'lorawan'> = {
  encode(spec, _record, fill) {
    const { joinEui, devEui, profileId, ownerToken, serial, proprietary } = spec;
    const filled = fillAll({ joinEui, devEui, profileId, ownerToken, serial, proprietary }, fill);
    if (!filled.ok) return filled;
    const parts = filled.value;
    const join = hexDigits(parts.joinEui);
    const dev = hexDigits(parts.devEui);
    const profile = hexDigits(parts.profileId);
    if (!eui.test(join)) return unfit('JoinEUI', parts.joinEui, 'payload-eui');
    if (!eui.test(dev)) return unfit('DevEUI', parts.devEui, 'payload-eui');
    if (!/^[0-9A-F]{8}$/.test(profile))
      return unfit('ProfileID', parts.profileId, 'payload-profile');
    let text = `LW:D0:${join}:${dev}:${profile}`;
    for (const [letter, value] of [
      ['O', parts.ownerToken],
      ['S', parts.serial],
      ['P', parts.proprietary],
    ] as const) {
      if (value === '') continue;
      if (!extension.test(value)) return unfit(`TR005 ${letter}`, value, 'payload-tr005');
      text += `:${letter}${value}`;
    }
    return ok(spec.checksum ? `${text}:C${checksum(text)}` : text);
  },
  decode(text) {
    const found =
      /^(LW:D0:([0-9A-F]{16}):([0-9A-F]{16}):([0-9A-F]{8})(?::O([^:]+))?(?::S([^:]+))?(?::P([^:]+))?)(?::C([0-9A-F]{4}))?$/.exec(
        text,
      );
    if (!found) return null;
    const [, body = '', JoinEUI = '', DevEUI = '', ProfileID = '', O, S, P, crc] = found;
    if (crc !== undefined && crc !== checksum(body)) return null;
    if ([O, S, P].some((value) => value !== undefined && !extension.test(value))) return null;
    return {
      ...(S === undefined ? {} : { deviceSn: S }),
      fields: {
        JoinEUI,
        DevEUI,
        ProfileID,
        ...(O === undefined ? {} : { OwnerToken: O }),
        ...(P === undefined ? {} : { Proprietary: P }),
      },
    };
  },
};

const eui = /^[0-9A-F]{16}$/;
/** QR's alphanumeric characters without the colon that parts the fields; no blank at an edge, which readers trim. */
const extension = /^[0-9A-Z$%*+\-./](?:[0-9A-Z $%*+\-./]*[0-9A-Z$%*+\-./])?$/;

const hexDigits = (text: string): string => text.replace(/[\s:.-]/g, '').toUpperCase();
const checksum = (text: string): string => crc16(text).toString(16).toUpperCase().padStart(4, '0');
