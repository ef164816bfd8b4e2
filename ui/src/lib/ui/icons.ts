/** The icons of the app, all of Lucide (ISC): add one here to use it by name. */
import Archive from '@lucide/svelte/icons/archive';
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Ban from '@lucide/svelte/icons/ban';
import Book from '@lucide/svelte/icons/book-open';
import Building from '@lucide/svelte/icons/building-2';
import Calculator from '@lucide/svelte/icons/calculator';
import Chart from '@lucide/svelte/icons/chart-column';
import Calendar from '@lucide/svelte/icons/calendar';
import Later from '@lucide/svelte/icons/calendar-clock';
import Check from '@lucide/svelte/icons/check';
import Down from '@lucide/svelte/icons/chevron-down';
import Left from '@lucide/svelte/icons/chevron-left';
import Right from '@lucide/svelte/icons/chevron-right';
import Alert from '@lucide/svelte/icons/circle-alert';
import Clock from '@lucide/svelte/icons/clock';
import Columns from '@lucide/svelte/icons/columns-3';
import Copy from '@lucide/svelte/icons/copy';
import Download from '@lucide/svelte/icons/download';
import More from '@lucide/svelte/icons/ellipsis';
import Euro from '@lucide/svelte/icons/euro';
import Open from '@lucide/svelte/icons/external-link';
import Eye from '@lucide/svelte/icons/eye';
import File from '@lucide/svelte/icons/file-text';
import Import from '@lucide/svelte/icons/file-up';
import Flag from '@lucide/svelte/icons/flag';
import Folder from '@lucide/svelte/icons/folder-open';
import Promise from '@lucide/svelte/icons/handshake';
import History from '@lucide/svelte/icons/history';
import Image from '@lucide/svelte/icons/image';
import Inbox from '@lucide/svelte/icons/inbox';
import Info from '@lucide/svelte/icons/info';
import Key from '@lucide/svelte/icons/key-round';
import Keyboard from '@lucide/svelte/icons/keyboard';
import Bank from '@lucide/svelte/icons/landmark';
import Tip from '@lucide/svelte/icons/lightbulb';
import Mail from '@lucide/svelte/icons/mail';
import Message from '@lucide/svelte/icons/message-square';
import Clip from '@lucide/svelte/icons/paperclip';
import Pause from '@lucide/svelte/icons/pause';
import Edit from '@lucide/svelte/icons/pencil';
import Phone from '@lucide/svelte/icons/phone';
import Play from '@lucide/svelte/icons/play';
import Plus from '@lucide/svelte/icons/plus';
import Print from '@lucide/svelte/icons/printer';
import Retry from '@lucide/svelte/icons/rotate-ccw';
import Dispute from '@lucide/svelte/icons/scale';
import Plan from '@lucide/svelte/icons/route';
import Search from '@lucide/svelte/icons/search';
import Send from '@lucide/svelte/icons/send';
import Settings from '@lucide/svelte/icons/sliders-horizontal';
import Demo from '@lucide/svelte/icons/sparkles';
import Sun from '@lucide/svelte/icons/sun';
import Table from '@lucide/svelte/icons/table-2';
import Trash from '@lucide/svelte/icons/trash-2';
import Warning from '@lucide/svelte/icons/triangle-alert';
import Undo from '@lucide/svelte/icons/undo-2';
import Upload from '@lucide/svelte/icons/upload';
import User from '@lucide/svelte/icons/user';
import Users from '@lucide/svelte/icons/users';
import Close from '@lucide/svelte/icons/x';

export const icons = {
  alert: Alert, archive: Archive, ban: Ban, bank: Bank, book: Book, building: Building, calculator: Calculator, calendar: Calendar, chart: Chart,
  check: Check, clip: Clip, clock: Clock, close: Close, columns: Columns, copy: Copy, demo: Demo, dispute: Dispute, down: Down, download: Download, edit: Edit,
  euro: Euro, eye: Eye, file: File, flag: Flag, folder: Folder, history: History, image: Image, import: Import, inbox: Inbox,
  info: Info, key: Key, keyboard: Keyboard, later: Later, left: Left, mail: Mail, message: Message, more: More, open: Open, pause: Pause, phone: Phone,
  play: Play, plan: Plan, plus: Plus, print: Print, promise: Promise, retry: Retry, right: Right, search: Search, send: Send,
  settings: Settings, sortDown: ArrowDown, sortUp: ArrowUp, sun: Sun, table: Table, tip: Tip, trash: Trash, undo: Undo, upload: Upload, user: User,
  users: Users, warning: Warning,
};
/** The name of an icon. */
export type IconName = keyof typeof icons;
