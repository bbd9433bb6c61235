import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/fields.css';
import './styles/shell.css';
import './styles/sidebar.css';
import './styles/panel.css';
import './styles/message.css';
import './styles/composer.css';
import './styles/blocks.css';
import './styles/overlay.css';
import './styles/mail.css';
import './styles/narrow.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
