/** Runs the mail sandbox alone, so that a test can kill it. Prints its ports as one line of JSON. */
import { startMail } from '../../../sandbox/mail/startMail';

void startMail({
  accounts: [{ address: 'support@nord.example', password: 'harbour' }],
  dataDir: process.argv[2],
}).then((mail) => {
  console.log(JSON.stringify({ imap: mail.imap, inbound: mail.inbound }));
});
