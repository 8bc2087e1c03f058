import { statSync } from 'node:fs';
import { exportTable } from '../../../main/export/export-table.ts';
import { openSnapshot } from '../../../main/store/open-database.ts';
import { tableFormats } from '../../../shared/models/export.ts';
import { must } from '../../support/must.ts';
import { said } from './said.ts';

const [, , database = '', file = '', name] = process.argv;
const format = tableFormats.find((each) => each === name) ?? 'csv';
const db = openSnapshot(database);
const wish = { topic: 'devices', choice: {}, columns: 'all', format, file } as const;
must(await exportTable(db, wish));
db.close();
said(statSync(file).size);
